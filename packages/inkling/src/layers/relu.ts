import type { Graph, Tensor } from '../engine/graph.js';
import { emitActivation, emitFunction } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * Where the function bends.
 *
 * @example
 * const options: ReLUOptions = { maxValue: 6 };
 */
export interface ReLUOptions extends LayerOptions {
  /** The largest output, at least 0; none by default. */
  readonly maxValue?: number;
  /** What the output falls by below the threshold, at least 0; 0 by default. */
  readonly negativeSlope?: number;
  /** From where on the output is the input, at least 0; 0 by default. */
  readonly threshold?: number;
}

/**
 * x above the threshold, at most `maxValue`, and negativeSlope·(x − threshold) below. Input and output of any shape.
 *
 * @example new ReLU({ maxValue: 6 })
 */
export class ReLU extends Layer {
  override readonly className = 'ReLU';
  readonly maxValue: number | undefined;
  readonly negativeSlope: number;
  readonly threshold: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: ReLUOptions = {}) {
    super(options);
    this.maxValue = options.maxValue;
    this.negativeSlope = options.negativeSlope ?? 0;
    this.threshold = options.threshold ?? 0;
    for (const argument of ['maxValue', 'negativeSlope', 'threshold'] as const) {
      this.checkAtLeastZero(argument, this[argument] ?? 0);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    const { maxValue, negativeSlope, threshold } = this;
    return { ...this.baseConfig(), max_value: maxValue ?? null, negative_slope: negativeSlope, threshold };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    const { maxValue = Number.POSITIVE_INFINITY, negativeSlope, threshold } = this;
    const isPlain = maxValue === Number.POSITIVE_INFINITY && negativeSlope === 0 && threshold === 0;
    if (isPlain) return emitActivation(graph, x, 'relu', x.size);
    return emitFunction(graph, x, 'rectified', [negativeSlope, maxValue, threshold]);
  }
}
