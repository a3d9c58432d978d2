import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { InklingError } from '../errors.js';
import type { Random } from '../random.js';
import { type InitializerName, initialize } from './initializers.js';
import type { KernelRegularizers, Regularizer } from './regularizers.js';
import { shown } from './shown.js';

/**
 * Sizes of one sample, the batch left out: `[28, 28, 1]`.
 *
 * @example
 * const shape: Shape = [28, 28, 1];
 */
export type Shape = readonly number[];

/**
 * One array of numbers that a layer learns (or, for moving statistics, keeps).
 *
 * @example
 * const [{ name, shape, values }]: readonly Weight[] = model.weights;
 */
export interface Weight {
  /** Keras's own name within the layer: `kernel`, `bias`. */
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  /** Row-major, as Keras keeps it (kernels HWIO, dense kernels `[inputs, units]`). The array itself never changes, its values do. */
  readonly values: Float32Array<ArrayBuffer>;
  /** What it costs beside the loss; nothing where there is none. */
  readonly regularizer: Regularizer | undefined;
}

/**
 * What a weight will be once its layer is built.
 *
 * @example
 * const names = (described: readonly WeightDescription[]) => described.map(({ name }) => name);
 */
export interface WeightDescription extends Pick<Weight, 'name' | 'shape' | 'trainable'> {
  readonly regularizer?: Regularizer | undefined;
  readonly initializer: InitializerName;
}

/**
 * A layer's description in Keras's own keys (`kernel_size`, `batch_shape`), as `model_config` holds it.
 *
 * @example
 * const config: LayerConfig = new Dense({ units: 10 }).getConfig();
 */
export type LayerConfig = Readonly<Record<string, unknown>>;

/**
 * What every layer may be told.
 *
 * @example
 * const options: LayerOptions = { name: 'head', trainable: false };
 */
export interface LayerOptions {
  /** Unique in its model; Keras's default where left out (`conv2d`, `conv2d_1`). */
  readonly name?: string;
  /** Whether training changes its weights; true by default. */
  readonly trainable?: boolean;
}

/**
 * One step of a network. A layer knows its sizes once it is built, which `Sequential` does.
 *
 * @example
 * const names = model.layers.map((layer: Layer) => layer.name);
 */
export abstract class Layer {
  /** Keras's name of the class: `Conv2D`. */
  abstract readonly className: string;
  readonly trainable: boolean;
  private givenName: string | undefined;
  private built: { inputShape: Shape; outputShape: Shape; weights: readonly Weight[] } | undefined;

  constructor(options: LayerOptions = {}) {
    this.givenName = options.name;
    this.trainable = options.trainable ?? true;
  }

  /** Empty until the layer has one, from its options or from the model that it is put in. */
  get name(): string {
    return this.givenName ?? '';
  }

  get isBuilt(): boolean {
    return this.built !== undefined;
  }

  /** Sizes of one input sample. */
  get inputShape(): Shape {
    return this.whenBuilt().inputShape;
  }

  /** Sizes of one output sample. */
  get outputShape(): Shape {
    return this.whenBuilt().outputShape;
  }

  /** In Keras's order; empty for layers that learn nothing. */
  get weights(): readonly Weight[] {
    return this.whenBuilt().weights;
  }

  /** Gives the layer a name if it has none. */
  assignName(name: string): void {
    this.givenName ??= name;
  }

  /**
   * Fixes the sizes and makes the weights: drawn by `random`, or 0 without it, for weights that are set at once.
   * @throws InklingError `layer/invalid-input` where the layer cannot take such an input.
   */
  build(inputShape: Shape, random?: Random): void {
    const outputShape = this.computeOutputShape(inputShape);
    if (outputShape.some((size) => size < 1)) {
      throw this.invalidInput(
        `its output would be ${show(outputShape)}`,
        inputShape,
        'Use smaller windows or a larger input.',
      );
    }
    const weights = this.describeWeights(inputShape).map(({ initializer, regularizer, ...weight }) => {
      const values = new Float32Array(sizeOf(weight.shape));
      if (random) initialize(values, weight.shape, initializer, random);
      return { ...weight, regularizer, values };
    });
    this.built = { inputShape, outputShape, weights };
  }

  countParams(): number {
    return this.weights.reduce((sum, { values }) => sum + values.length, 0);
  }

  /** Sizes of the output for an input of these sizes; needs no weights. */
  abstract computeOutputShape(inputShape: Shape): Shape;

  /** The layer in Keras's own words; `layerFromConfig` makes an equal layer of it. */
  abstract getConfig(): LayerConfig;

  /** The weights that it has for an input of these sizes, in Keras's order; allocates nothing. */
  describeWeights(_inputShape: Shape): readonly WeightDescription[] {
    return [];
  }

  /** Adds the layer's operations to the graph and returns its output; `parameters` stand for `weights`. */
  abstract emit(graph: Graph, x: Tensor, parameters: readonly Parameter[]): Tensor;

  /** A kernel of this shape and, where `useBias`, a bias for each element of its last axis. */
  protected kernelAndBias(
    shape: Shape,
    useBias: boolean,
    { kernelRegularizer, biasRegularizer }: KernelRegularizers,
  ): readonly WeightDescription[] {
    const { trainable } = this;
    const initializer = 'GlorotUniform';
    const kernel = { name: 'kernel', shape, trainable, initializer, regularizer: kernelRegularizer } as const;
    if (!useBias) return [kernel];
    const bias = { name: 'bias', shape: shape.slice(-1), trainable, initializer: 'Zeros' } as const;
    return [kernel, { ...bias, regularizer: biasRegularizer }];
  }

  protected baseConfig(): LayerConfig {
    return { name: this.name, trainable: this.trainable, dtype: 'float32' };
  }

  protected invalidInput(problem: string, inputShape: Shape, advice: string): InklingError {
    return new InklingError(
      'layer/invalid-input',
      `${this.label}: ${problem}. Received an input of ${show(inputShape)}. ${advice}`,
    );
  }

  protected invalidArgument(argument: string, expected: string, received: unknown): InklingError {
    return new InklingError(
      'layer/invalid-argument',
      `${this.label}: ${argument} must be ${expected}. Received ${shown(received)}.`,
    );
  }

  protected expectPicture(inputShape: Shape): void {
    if (inputShape.length === 3) return;
    throw this.invalidInput('expects [height, width, channels]', inputShape, 'Reshape the input first.');
  }

  protected checkAtLeastZero(argument: string, value: number): void {
    if (value >= 0 && value < Number.POSITIVE_INFINITY) return;
    throw this.invalidArgument(argument, 'a number, at least 0', value);
  }

  /** The input's shape, where `axis` is its last one, the batch being axis 0. */
  protected onlyLastAxis(axis: number, inputShape: Shape): Shape {
    if (axis === -1 || axis === inputShape.length) return inputShape;
    const advice = 'Use a model whose channels come last.';
    throw this.invalidInput(`works along axis ${axis} and can only do the last one`, inputShape, advice);
  }

  private get label(): string {
    return this.name ? `${this.className} "${this.name}"` : this.className;
  }

  private whenBuilt() {
    if (this.built) return this.built;
    throw new InklingError(
      'layer/invalid-input',
      `${this.label} has no sizes yet. Put it in a Sequential whose first layer says the input's shape.`,
    );
  }
}

/** A shape as people write it: `[28, 28, 1]`. */
export function show(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Elements of one sample of that shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
