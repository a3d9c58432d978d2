import { Graph, type Parameter } from '../engine/graph.js';
import { SHARD_ROWS } from '../engine/plan.js';
import { Predictor } from '../engine/predictor.js';
import type { Network, Samples } from '../engine/session.js';
import { threadPool } from '../engine/threads/index.js';
import { InklingError } from '../errors.js';
import { loadKernels } from '../kernels/index.js';
import { InputLayer, type Layer, type LayerConfig, layerFromConfig, type Shape, type Weight } from '../layers/index.js';
import { sizeOf } from '../layers/layer.js';
import { Random } from '../random.js';
import { BREATH_MS, breathe } from './breath.js';
import { checkData } from './checkData.js';
import type { CompileOptions } from './compile.js';
import { type FitOptions, fit, type TrainingData } from './fit.js';
import type { History } from './history.js';
import { measure } from './measure.js';
import { defaultLayerName } from './names.js';
import { penaltyOf } from './penalty.js';
import { SamplePredictor } from './samplePredictor.js';
import { summary } from './summary.js';

/**
 * The name of a model, and how its first weights are drawn.
 *
 * @example
 * const options: SequentialOptions = { name: 'mine', seed: 7 };
 */
export interface SequentialOptions {
  readonly name?: string;
  /** Decides the initial weights; 1 by default. */
  readonly seed?: number;
  /** `false` leaves all weights 0, for a model that is given others at once; true by default. */
  readonly initialize?: boolean;
}

/**
 * A model in Keras's own words.
 *
 * @example
 * const { layers }: SequentialConfig = model.getConfig();
 */
export interface SequentialConfig {
  readonly name: string;
  readonly layers: readonly { readonly class_name: string; readonly config: LayerConfig }[];
}

/** Most samples that one forward pass carries. */
const PREDICT_BATCH = 256;

/**
 * Layers one behind the other, from an InputLayer on.
 *
 * @example
 * const model = new Sequential([
 *   new InputLayer({ shape: [28, 28, 1] }),
 *   new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
 *   new MaxPooling2D(),
 *   new Flatten(),
 *   new Dense({ units: 10, activation: 'softmax' }),
 * ]);
 */
export class Sequential {
  readonly name: string;
  /** All layers behind the InputLayer, as Keras counts them. */
  readonly layers: readonly Layer[];
  readonly inputLayer: InputLayer;
  /** What the model computes, as the engine runs it. Its parameters are `weights`, in the same order. */
  readonly network: Network;
  /** Set by a callback, ends `fit` after the epoch. */
  stopTraining = false;
  private options: CompileOptions | undefined;
  private predictors = new Map<string, Predictor>();

  /** @throws InklingError `layer/invalid-argument` or `layer/invalid-input` where layers do not fit together. */
  constructor(layers: readonly Layer[], { name = 'sequential', seed = 1, initialize = true }: SequentialOptions = {}) {
    const [first, ...rest] = layers;
    if (!(first instanceof InputLayer)) {
      throw new InklingError(
        'layer/invalid-argument',
        `Sequential expects an InputLayer first, which says the input's shape. Received ${first ? first.className : 'no layers'}. Begin with new InputLayer({ shape: [28, 28, 1] }).`,
      );
    }
    this.name = name;
    this.inputLayer = first;
    this.layers = rest;
    nameLayers(layers);
    const random = initialize ? new Random(seed) : undefined;
    let shape = first.shape;
    first.build(shape, random);
    for (const layer of rest) {
      if (layer.isBuilt) {
        throw new InklingError(
          'layer/invalid-argument',
          `Layer "${layer.name}" is in a model already. Make a new one.`,
        );
      }
      layer.build(shape, random);
      shape = layer.outputShape;
    }
    this.network = emit(first, rest);
  }

  static fromConfig(config: SequentialConfig, options: Omit<SequentialOptions, 'name'> = {}): Sequential {
    const layers = config.layers.map((layer) => layerFromConfig(layer.class_name, layer.config));
    return new Sequential(layers, { ...options, name: config.name });
  }

  getConfig(): SequentialConfig {
    const layers = [this.inputLayer, ...this.layers];
    return {
      name: this.name,
      layers: layers.map((layer) => ({ class_name: layer.className, config: layer.getConfig() })),
    };
  }

  get inputShape(): Shape {
    return this.inputLayer.shape;
  }

  get outputShape(): Shape {
    return (this.layers.at(-1) ?? this.inputLayer).outputShape;
  }

  /** All weights in the order of Keras's `get_weights`. Their values may be changed in place. */
  get weights(): Weight[] {
    return this.layers.flatMap((layer) => layer.weights);
  }

  /** The weights that training changes, in the order of `weights`. */
  get trainableWeights(): Weight[] {
    return this.weights.filter((weight) => weight.trainable);
  }

  /** Copies of all weights' values, in the order of `weights`. */
  getWeights(): Float32Array<ArrayBuffer>[] {
    return this.weights.map(({ values }) => values.slice());
  }

  /** @throws InklingError `model/wrong-input` where number or sizes differ. */
  setWeights(values: readonly Float32Array[]): void {
    const { weights } = this;
    if (values.length !== weights.length || weights.some((weight, i) => weight.values.length !== values[i].length)) {
      throw new InklingError(
        'model/wrong-input',
        `setWeights expects ${weights.length} arrays of ${weights.map(({ values }) => values.length).join(', ')} numbers. Received ${values.map(({ length }) => length).join(', ') || 'none'}.`,
      );
    }
    for (const [i, weight] of weights.entries()) weight.values.set(values[i]);
  }

  countParams(): number {
    return this.layers.reduce((sum, layer) => sum + layer.countParams(), 0);
  }

  /** The table that Keras's `summary` prints. */
  summary(): string {
    return summary(this);
  }

  /** Says how to train. */
  compile(options: CompileOptions): void {
    this.options = options;
  }

  /** What `compile` was given, if it was called. */
  get compiled(): CompileOptions | undefined {
    return this.options;
  }

  /** @throws InklingError `training/not-compiled` */
  compiledOptions(): CompileOptions {
    if (this.options) return this.options;
    throw new InklingError(
      'training/not-compiled',
      'The model has no optimizer and loss yet. Call compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() }) first.',
    );
  }

  /**
   * Trains for some epochs; the model then has the last epoch's weights (`ModelCheckpoint` keeps the best).
   * The same seed, data and initial weights give the same bits.
   * @throws InklingError `training/not-compiled`, `training/invalid-argument`, `training/diverged`
   */
  fit(data: TrainingData, options: FitOptions): Promise<History> {
    return fit(this, data, options);
  }

  /**
   * Mean loss, what regularized weights cost included, in which samples count as much as their weights say, and the share of samples (0..1) whose largest output
   * is their label, in which, as in Keras, all count the same.
   * @throws InklingError `training/invalid-argument` where labels or weights do not fit.
   */
  async evaluate(data: TrainingData): Promise<{ loss: number; accuracy: number }> {
    const loss = this.options?.loss;
    checkData(this, data, loss, 'evaluate');
    const outputs = await this.predict(data.images);
    const { loss: mean, accuracy } = measure(outputs, data, data.images.length / this.network.input.size, loss);
    return { loss: mean + penaltyOf(this.trainableWeights), accuracy };
  }

  /**
   * The network's output for samples `[n, …inputShape]`, as `[n, …outputShape]`. Bytes are pixels and count as byte / 255.
   * @throws InklingError `model/wrong-input` unless the samples fill whole inputs.
   */
  async predict(samples: Samples): Promise<Float32Array<ArrayBuffer>> {
    const { input, output } = this.network;
    if (samples.length === 0 || samples.length % input.size !== 0) {
      throw new InklingError(
        'model/wrong-input',
        `predict expects samples of ${this.inputShape.join(' × ')} = ${input.size} numbers each. Received ${samples.length} numbers, which is no multiple.`,
      );
    }
    const rows = samples.length / input.size;
    const out = new Float32Array(rows * output.size);
    const predictor = await this.predictor(samples instanceof Uint8Array ? 'bytes' : 'numbers', rows);
    predictor.loadWeights(this.weights.map(({ values }) => values));
    let since = performance.now();
    for (let start = 0; start < rows; start += PREDICT_BATCH) {
      const end = Math.min(rows, start + PREDICT_BATCH);
      predictor.predict(
        samples.subarray(start * input.size, end * input.size),
        out.subarray(start * output.size, end * output.size),
      );
      if (performance.now() - since < BREATH_MS) continue;
      await breathe();
      since = performance.now();
    }
    return out;
  }

  /**
   * What predicts single samples without delay; see `SamplePredictor`.
   * @param kind Whether samples come as pixels (bytes, which count as byte / 255) or as numbers.
   * @example
   * const predictor = await model.createPredictor();
   * const softmax = new Float32Array(10);
   * predictor.predict(digit.pixels, softmax);
   */
  createPredictor(kind: 'bytes' | 'numbers' = 'bytes'): Promise<SamplePredictor> {
    return SamplePredictor.create(this, kind);
  }

  /** A predictor for up to `rows` samples at a time; small ones for single pictures start sooner, on this thread alone. */
  private async predictor(kind: 'bytes' | 'numbers', rows: number): Promise<Predictor> {
    const batchSize = rows <= SHARD_ROWS ? SHARD_ROWS : PREDICT_BATCH;
    const threads = rows <= SHARD_ROWS ? undefined : threadPool();
    const key = `${kind}-${batchSize}`;
    let predictor = this.predictors.get(key);
    if (!predictor || predictor.threads !== threads) {
      predictor = new Predictor(await loadKernels(), this.network, kind, batchSize, threads);
      this.predictors.set(key, predictor);
    }
    return predictor;
  }
}

function nameLayers(layers: readonly Layer[]): void {
  const taken = new Set(layers.map((layer) => layer.name));
  for (const layer of layers) {
    if (layer.name) continue;
    layer.assignName(defaultLayerName(layer.className, taken));
    taken.add(layer.name);
  }
  const names = layers.map((layer) => layer.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InklingError('layer/invalid-argument', `Two layers are called "${twice}". Give each a name of its own.`);
  }
}

function emit(inputLayer: InputLayer, layers: readonly Layer[]): Network {
  const graph = new Graph();
  const input = graph.tensor(sizeOf(inputLayer.shape));
  let output = input;
  for (const layer of layers) {
    const parameters: Parameter[] = layer.weights.map(({ shape, trainable, regularizer }) =>
      graph.parameter(shape, trainable, regularizer),
    );
    output = layer.emit(graph, output, parameters);
  }
  return { graph, input, output };
}
