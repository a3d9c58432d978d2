import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { ACTIVATION_NAMES, type ActivationName, emitActivation, isActivationName } from './activations.js';
import { initializerConfig } from './initializers.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf, type WeightDescription } from './layer.js';
import { type KernelRegularizers, type Regularizer, regularizerConfig } from './regularizers.js';

/**
 * How many units, and what becomes of their sums.
 *
 * @example
 * const options: DenseOptions = { units: 10, activation: 'softmax' };
 */
export interface DenseOptions extends LayerOptions, KernelRegularizers {
  /** Number of outputs. */
  readonly units: number;
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
}

/**
 * Every output a weighted sum of all inputs. Input `[…, inputs]`, output `[…, units]`.
 * Weights: `kernel` `[inputs, units]`, `bias` `[units]`.
 *
 * @example
 * new Dense({ units: 10, activation: 'softmax' });
 */
export class Dense extends Layer {
  override readonly className = 'Dense';
  readonly units: number;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: DenseOptions) {
    super(options);
    this.units = options.units;
    this.activation = options.activation ?? 'linear';
    this.useBias = options.useBias ?? true;
    this.kernelRegularizer = options.kernelRegularizer;
    this.biasRegularizer = options.biasRegularizer;
    if (!Number.isInteger(this.units) || this.units < 1) {
      throw this.invalidArgument('units', 'a whole number, at least 1', options.units);
    }
    if (!isActivationName(this.activation)) {
      throw this.invalidArgument('activation', `one of ${ACTIVATION_NAMES.join(', ')}`, options.activation);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override describeWeights(inputShape: Shape): readonly WeightDescription[] {
    return this.kernelAndBias([inputShape[inputShape.length - 1], this.units], this.useBias, this);
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      units: this.units,
      activation: this.activation,
      use_bias: this.useBias,
      kernel_initializer: initializerConfig('GlorotUniform'),
      bias_initializer: initializerConfig('Zeros'),
      kernel_regularizer: regularizerConfig(this.kernelRegularizer),
      bias_regularizer: regularizerConfig(this.biasRegularizer),
      kernel_constraint: null,
      bias_constraint: null,
    };
  }

  override emit(graph: Graph, x: Tensor, [kernel, bias]: readonly Parameter[]): Tensor {
    const { units, inputShape } = this;
    const inputs = inputShape[inputShape.length - 1];
    const vectors = sizeOf(inputShape) / inputs;
    const y = graph.tensor(vectors * units);
    graph.add({ kind: 'dense', x, y, kernel, bias, inputs, units, vectors });
    return emitActivation(graph, y, this.activation, units);
  }
}
