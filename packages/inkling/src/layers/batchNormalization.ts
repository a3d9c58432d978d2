import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { initializerConfig } from './initializers.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, type WeightDescription } from './layer.js';
import { type Regularizer, regularizerConfig } from './regularizers.js';

/**
 * How the statistics are kept; Keras's defaults where left out.
 *
 * @example
 * const options: BatchNormalizationOptions = { momentum: 0.9 };
 */
export interface BatchNormalizationOptions extends LayerOptions {
  /** Which axis holds the channels, the batch being axis 0; it must be the last one, -1 by default. */
  readonly axis?: number;
  /** Share of the moving statistics that each step keeps, 0 to 1; 0.99 by default. */
  readonly momentum?: number;
  /** Added to the variance, so that nothing is divided by 0; 0.001 by default. */
  readonly epsilon?: number;
  /** Whether an offset `beta` is learnt; true by default. */
  readonly center?: boolean;
  /** Whether a factor `gamma` is learnt; true by default. */
  readonly scale?: boolean;
  readonly betaRegularizer?: Regularizer | undefined;
  readonly gammaRegularizer?: Regularizer | undefined;
}

/**
 * Brings each channel to mean 0 and variance 1, then scales and shifts it as it learns: γ·(x − mean)/√(variance + ε) + β
 * (Ioffe and Szegedy, 2015). While training, mean and variance are those of the whole batch; otherwise, and where the layer
 * is not trainable, they are moving averages. Input and output `[…, channels]`.
 * Weights, each `[channels]`: `gamma`, `beta`, `moving_mean`, `moving_variance`, of which the last two are not trained.
 *
 * @example
 * new BatchNormalization({ momentum: 0.9 });
 */
export class BatchNormalization extends Layer {
  override readonly className = 'BatchNormalization';
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly betaRegularizer: Regularizer | undefined;
  readonly gammaRegularizer: Regularizer | undefined;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: BatchNormalizationOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    this.momentum = options.momentum ?? 0.99;
    this.epsilon = options.epsilon ?? 1e-3;
    this.center = options.center ?? true;
    this.scale = options.scale ?? true;
    this.betaRegularizer = options.betaRegularizer;
    this.gammaRegularizer = options.gammaRegularizer;
    if (!Number.isInteger(this.axis)) throw this.invalidArgument('axis', 'a whole number', options.axis);
    if (!(this.momentum >= 0 && this.momentum <= 1)) {
      throw this.invalidArgument('momentum', 'a number from 0 to 1', options.momentum);
    }
    if (!(this.epsilon > 0 && this.epsilon < Number.POSITIVE_INFINITY)) {
      throw this.invalidArgument('epsilon', 'a number above 0', options.epsilon);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return this.onlyLastAxis(this.axis, inputShape);
  }

  override describeWeights(inputShape: Shape): readonly WeightDescription[] {
    const shape = inputShape.slice(-1);
    const { trainable, betaRegularizer, gammaRegularizer } = this;
    const gamma = { name: 'gamma', shape, trainable, initializer: 'Ones', regularizer: gammaRegularizer } as const;
    const beta = { name: 'beta', shape, trainable, initializer: 'Zeros', regularizer: betaRegularizer } as const;
    return [
      ...(this.scale ? [gamma] : []),
      ...(this.center ? [beta] : []),
      { name: 'moving_mean', shape, trainable: false, initializer: 'Zeros' },
      { name: 'moving_variance', shape, trainable: false, initializer: 'Ones' },
    ];
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      axis: this.axis,
      momentum: this.momentum,
      epsilon: this.epsilon,
      center: this.center,
      scale: this.scale,
      beta_initializer: initializerConfig('Zeros'),
      gamma_initializer: initializerConfig('Ones'),
      moving_mean_initializer: initializerConfig('Zeros'),
      moving_variance_initializer: initializerConfig('Ones'),
      beta_regularizer: regularizerConfig(this.betaRegularizer),
      gamma_regularizer: regularizerConfig(this.gammaRegularizer),
      beta_constraint: null,
      gamma_constraint: null,
      synchronized: false,
    };
  }

  override emit(graph: Graph, x: Tensor, parameters: readonly Parameter[]): Tensor {
    const [movingMean, movingVariance] = parameters.slice(-2);
    const learnt = parameters.slice(0, -2);
    return graph.add({
      kind: 'batchNormalization',
      x,
      y: graph.tensor(x.size),
      gamma: this.scale ? learnt[0] : undefined,
      beta: this.center ? learnt[learnt.length - 1] : undefined,
      movingMean,
      movingVariance,
      channels: movingMean.size,
      momentum: this.momentum,
      epsilon: this.epsilon,
      frozen: !this.trainable,
    });
  }
}
