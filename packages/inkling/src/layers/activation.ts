import type { Graph, Tensor } from '../engine/graph.js';
import { ACTIVATION_NAMES, type ActivationName, emitActivation, isActivationName } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * Which activation the layer is.
 *
 * @example
 * const options: ActivationOptions = { activation: 'relu' };
 */
export interface ActivationOptions extends LayerOptions {
  readonly activation: ActivationName;
}

/**
 * An activation as a layer of its own. Input and output of any shape; softmax is over the last axis.
 *
 * @example
 * new Activation({ activation: 'softmax' });
 */
export class Activation extends Layer {
  override readonly className = 'Activation';
  readonly activation: ActivationName;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: ActivationOptions) {
    super(options);
    this.activation = options.activation;
    if (!isActivationName(this.activation)) {
      throw this.invalidArgument('activation', `one of ${ACTIVATION_NAMES.join(', ')}`, options.activation);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), activation: this.activation };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    return emitActivation(graph, x, this.activation, this.outputShape[this.outputShape.length - 1]);
  }
}
