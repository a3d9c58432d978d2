import { type Augmentation, augmentationRandom } from '../data/augmentation.js';
import type { Labels } from '../engine/lossHead.js';
import type { Samples } from '../engine/session.js';
import { type StepSettings, Trainer } from '../engine/trainer.js';
import { InklingError } from '../errors.js';
import { loadKernels } from '../kernels/index.js';
import { mixSeeds, Random } from '../random.js';
import type { BatchLog, Callback, EpochLog } from './callbacks.js';
import { checkData } from './checkData.js';
import { History } from './history.js';
import type { Sequential } from './sequential.js';
import { weightsByClass } from './weightsByClass.js';

/** Samples, and what a network shall make of them. `LabeledImages` are such. */
export interface TrainingData {
  /** `[n, …inputShape]`. Bytes are pixels and count as byte / 255; numbers are taken as they are. */
  readonly images: Samples;
  /** A class for each sample or, as numbers, a target for each output of each sample: `[n, …outputShape]`. */
  readonly labels: Labels;
  /** What each sample counts in the loss; 1 where left out. The mean still divides by the number of samples. */
  readonly sampleWeights?: Float32Array;
}

export interface FitOptions {
  readonly epochs: number;
  /** Samples in a step; 128 by default. */
  readonly batchSize?: number;
  /** Measured after every epoch, never trained on. */
  readonly validation?: TrainingData;
  /** Decides the order of samples and the masks of dropout; 1 by default. */
  readonly seed?: number;
  /** Whether each epoch has an order of its own; true by default. */
  readonly shuffle?: boolean;
  /** Changes each sample anew in every epoch, by `seed`, the epoch and the sample's place in the data. For pixels only. */
  readonly augment?: Augmentation;
  /** What samples of a class count in the loss, instead of 1; not together with `sampleWeights`. */
  readonly classWeights?: Readonly<Record<number, number>>;
  readonly callbacks?: readonly Callback[];
}

/** How long training may hold the thread before others get a turn. */
const BREATH_MS = 50;

/** Trains a compiled model; see `Sequential.fit`. */
export async function fit(model: Sequential, data: TrainingData, options: FitOptions): Promise<History> {
  const { epochs, batchSize = 128, seed = 1, shuffle = true, callbacks = [], augment } = options;
  const samples = data.images.length / model.network.input.size;
  const { optimizer, loss } = model.compiledOptions();
  checkCount('epochs', epochs);
  checkCount('batchSize', batchSize);
  checkData(model, data, loss, 'fit');
  if (augment) checkPixels(data);
  const sampleWeights = options.classWeights ? weightsByClass(data, samples, options.classWeights) : data.sampleWeights;
  const trainer = new Trainer(await loadKernels(), model.network, {
    batchSize: Math.min(batchSize, samples),
    kind: data.images instanceof Uint8Array ? 'bytes' : 'numbers',
    rule: optimizer.rule,
    loss: loss.rule,
  });
  const sync = new StateSync(model, trainer);
  sync.load();

  const history = new History();
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  for (const callback of callbacks) await callback.onTrainBegin?.(model);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const callback of callbacks) await callback.onEpochBegin?.(epoch);
    if (shuffle) new Random(mixSeeds(seed, epoch)).shuffle(order);
    const change: StepSettings['augment'] =
      augment &&
      ((sample, index, out) => augment(sample, augmentationRandom(seed, epoch, index), out, data.labels[index]));
    const trained = await trainEpoch(model, trainer, data, order, {
      batchSize,
      seed,
      callbacks,
      augment: change,
      sampleWeights,
      sync,
    });
    sync.store();
    if (optimizer.useEma) sync.showAverages();
    const validation = options.validation ? await model.evaluate(options.validation) : undefined;
    const measured = validation && { validationLoss: validation.loss, validationAccuracy: validation.accuracy };
    const log: EpochLog = { epoch, ...trained, ...measured };
    history.epochs.push(log);
    for (const callback of callbacks) await callback.onEpochEnd?.(log, model);
  }
  for (const callback of callbacks) await callback.onTrainEnd?.(model);
  return history;
}

interface EpochOptions {
  readonly batchSize: number;
  readonly seed: number;
  readonly callbacks: readonly Callback[];
  readonly augment: StepSettings['augment'];
  readonly sampleWeights: Float32Array | undefined;
  readonly sync: StateSync;
}

type EpochFigures = Pick<EpochLog, 'loss' | 'accuracy' | 'samplesPerSecond' | 'seconds'>;

async function trainEpoch(
  model: Sequential,
  trainer: Trainer,
  data: TrainingData,
  order: Int32Array,
  { batchSize, seed, callbacks, augment, sampleWeights, sync }: EpochOptions,
): Promise<EpochFigures> {
  const { optimizer } = model.compiledOptions();
  const steps = Math.ceil(order.length / batchSize);
  const sums = { loss: 0, correct: 0, samples: 0, seconds: 0 };
  let start = performance.now();
  for (let step = 1; step <= steps; step++) {
    const indices = order.subarray((step - 1) * batchSize, step * batchSize);
    trainer.step(data.images, data.labels, indices, {
      ...optimizer.scalars(),
      seed: mixSeeds(seed, optimizer.iterations),
      augment,
      sampleWeights,
    });
    optimizer.iterations++;
    if (optimizer.emaOverwriteFrequency && optimizer.iterations % optimizer.emaOverwriteFrequency === 0) {
      sync.store();
      sync.showAverages();
      sync.load();
    }
    sums.samples += indices.length;
    const now = performance.now();
    if (now - start < BREATH_MS && step < steps) continue;

    sums.seconds += (now - start) / 1000;
    const { loss, correct } = trainer.takeProgress();
    sums.loss += loss;
    sums.correct += correct;
    if (!Number.isFinite(sums.loss)) throw diverged(step, steps, optimizer.learningRate);
    const log: BatchLog = {
      step,
      steps,
      loss: sums.loss / sums.samples,
      accuracy: sums.correct / sums.samples,
      samplesPerSecond: sums.samples / sums.seconds,
    };
    for (const callback of callbacks) callback.onBatchEnd?.(log);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    start = performance.now();
  }
  const { loss, correct, samples, seconds } = sums;
  return { loss: loss / samples, accuracy: correct / samples, samplesPerSecond: samples / seconds, seconds };
}

/** Carries weights and the optimizer's state between the model's arrays and the trainer's arena. */
class StateSync {
  private readonly weights: Float32Array[];
  private readonly slots: { readonly model: Float32Array; readonly arena: Float32Array }[] = [];

  constructor(
    private readonly model: Sequential,
    private readonly trainer: Trainer,
  ) {
    const { optimizer } = model.compiledOptions();
    this.weights = model.weights.map(({ values }) => values);
    const trainable = model.network.graph.parameters.filter((parameter) => parameter.trainable);
    const state = optimizer.state(model.trainableWeights);
    trainable.forEach((parameter, i) => {
      optimizer.slotNames.forEach((slot, j) => {
        this.slots.push({ model: state[i][slot], arena: trainer.slot(parameter, j) });
      });
    });
  }

  load(): void {
    this.trainer.loadWeights(this.weights);
    for (const { model, arena } of this.slots) arena.set(model);
  }

  store(): void {
    this.trainer.storeWeights(this.weights);
    for (const { model, arena } of this.slots) model.set(arena);
  }

  /** Gives the model the average of its weights; the trainer keeps the weights themselves. */
  showAverages(): void {
    const { trainableWeights } = this.model;
    const state = this.model.compiledOptions().optimizer.state(trainableWeights);
    for (const [i, { values }] of trainableWeights.entries()) values.set(state[i].average);
  }
}

function checkPixels({ images }: TrainingData): void {
  if (images instanceof Uint8Array) return;
  throw new InklingError(
    'training/invalid-argument',
    'fit: augment changes pixels, and these samples are numbers. Give the images as a Uint8Array of 0..255, or leave augment out.',
  );
}

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new InklingError(
    'training/invalid-argument',
    `fit: ${name} must be a whole number, at least 1. Received ${value}.`,
  );
}

function diverged(step: number, steps: number, learningRate: number): InklingError {
  return new InklingError(
    'training/diverged',
    `The loss became infinite or not a number by step ${step} of ${steps}. The learning rate of ${learningRate} is probably too high: try a tenth of it.`,
  );
}
