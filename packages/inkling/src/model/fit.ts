import { type Augmentation, augmentationRandom } from '../data/augmentation.js';
import type { Labels } from '../engine/lossHead.js';
import type { Samples } from '../engine/session.js';
import { threadPool } from '../engine/threads/index.js';
import { type StepSettings, Trainer } from '../engine/trainer.js';
import { InklingError } from '../errors.js';
import { loadKernels } from '../kernels/index.js';
import { mixSeeds, Random } from '../random.js';
import { BREATH_MS, breathe } from './breath.js';
import type { BatchLog, Callback, EpochLog } from './callbacks.js';
import { checkData } from './checkData.js';
import type { Optimizer } from './compile.js';
import { History } from './history.js';
import type { Sequential } from './sequential.js';
import { StateSync } from './stateSync.js';
import { type EpochSums, noSums, restoreState, type TrainingState } from './trainingState.js';
import { classOf, weightsByClass } from './weightsByClass.js';

/**
 * Samples, and what a network shall make of them. `LabeledImages` are such.
 *
 * @example
 * const data: TrainingData = { images: digits.images, labels: digits.labels };
 */
export interface TrainingData {
  /** `[n, …inputShape]`. Bytes are pixels and count as byte / 255; numbers are taken as they are. */
  readonly images: Samples;
  /** A class for each sample or, as numbers, a target for each output of each sample: `[n, …outputShape]`. */
  readonly labels: Labels;
  /** What each sample counts in the loss; 1 where left out. The mean still divides by the number of samples. */
  readonly sampleWeights?: Float32Array;
}

/**
 * How long and in what manner a model is trained.
 *
 * @example
 * const options: FitOptions = { epochs: 2, batchSize: 64, seed: 7 };
 */
export interface FitOptions {
  readonly epochs: number;
  /** Samples in a step; 128 by default. */
  readonly batchSize?: number;
  /** Measured after every epoch, never trained on. */
  readonly validation?: TrainingData;
  /** Decides the order of samples and the masks of dropout; 1 by default. */
  readonly seed?: number;
  /** How many samples an epoch sees: the first of its order; all of them by default. */
  readonly samplesPerEpoch?: number;
  /** Whether each epoch has an order of its own; true by default. */
  readonly shuffle?: boolean;
  /** Changes each sample anew in every epoch, by `seed`, the epoch and the sample's place in the data. For pixels only. */
  readonly augment?: Augmentation;
  /** What samples of a class count in the loss, instead of 1; not together with `sampleWeights`. */
  readonly classWeights?: Readonly<Record<number, number>>;
  readonly callbacks?: readonly Callback[];
  /** Where a training of this model, on these data and with these options, stood: it goes on from there. */
  readonly resume?: TrainingState | undefined;
  /** An `AbortSignal`: ends the training once it is aborted, after the batch under way, with `Callback.onCheckpoint` as its last word. */
  readonly signal?: StopSignal | undefined;
}

/** Of an `AbortSignal`, as much as is needed here. */
interface StopSignal {
  readonly aborted: boolean;
}

/** Trains a compiled model; see `Sequential.fit`. */
export async function fit(model: Sequential, data: TrainingData, options: FitOptions): Promise<History> {
  const { epochs, batchSize = 128, seed = 1, shuffle = true, callbacks = [], augment } = options;
  const samples = data.images.length / model.network.input.size;
  const { samplesPerEpoch = samples } = options;
  const { optimizer, loss } = model.compiledOptions();
  checkCount('epochs', epochs);
  checkCount('batchSize', batchSize);
  checkCount('samplesPerEpoch', samplesPerEpoch);
  checkData(model, data, loss, 'fit');
  if (augment) checkPixels(data);
  const sampleWeights = options.classWeights ? weightsByClass(data, samples, options.classWeights) : data.sampleWeights;
  const trainer = new Trainer(await loadKernels(), model.network, {
    batchSize: Math.min(batchSize, samples),
    kind: data.images instanceof Uint8Array ? 'bytes' : 'numbers',
    rule: optimizer.rule,
    loss: loss.rule,
    threads: threadPool(),
  });
  const { resume, signal } = options;
  if (resume) restoreState(model, resume);
  const sync = new StateSync(model, trainer);
  sync.load();

  const history = new History();
  history.epochs.push(...(resume?.epochs ?? []));
  const checkpoint = async (step: number, sums: EpochSums) => {
    const told = callbacks.filter(({ onCheckpoint }) => onCheckpoint);
    if (told.length === 0) return;
    const state: TrainingState = {
      ...sync.snapshot(),
      epochs: [...history.epochs],
      step,
      sums,
      callbacks: callbacks.map((callback) => callback.getState?.()),
      stopped: model.stopTraining,
    };
    for (const callback of told) await callback.onCheckpoint?.(state, model);
  };
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  model.stopTraining = false;
  for (const callback of callbacks) await callback.onTrainBegin?.(model);
  for (const [i, state] of (resume?.callbacks ?? []).entries()) if (state) callbacks[i]?.setState?.(state);
  if (resume?.stopped) model.stopTraining = true;
  if (signal?.aborted) await checkpoint(resume?.step ?? 0, resume?.sums ?? noSums());
  // Each epoch shuffles the order that the last one left.
  if (shuffle)
    for (let past = 1; past <= history.epochs.length; past++) new Random(mixSeeds(seed, past)).shuffle(order);
  for (let epoch = history.epochs.length + 1; epoch <= epochs && !signal?.aborted && !model.stopTraining; epoch++) {
    for (const callback of callbacks) await callback.onEpochBegin?.(epoch, model);
    if (shuffle) new Random(mixSeeds(seed, epoch)).shuffle(order);
    const change: StepSettings['augment'] =
      augment &&
      ((sample, index, out) =>
        augment(sample, augmentationRandom(seed, epoch, index), out, classOf(data.labels, index, samples)));
    const { step, sums } = (epoch - 1 === resume?.epochs.length && resume) || { step: 0, sums: noSums() };
    // An epoch that goes on has begun already: what callbacks then did to the learning rate they must not do again.
    if (resume && step > 0 && !optimizer.schedule) optimizer.learningRate = resume.learningRate;
    const trained = await trainEpoch(model, trainer, data, order.subarray(0, samplesPerEpoch), {
      epoch,
      from: step,
      sums: { ...sums },
      signal,
      batchSize,
      seed,
      callbacks,
      augment: change,
      sampleWeights,
      sync,
    });
    sync.store();
    if (optimizer.useEma) sync.showAverages();
    const broken = model.weights.find(({ values }) => !areFinite(values));
    if (broken)
      throw diverged(
        `A weight "${broken.name}" became infinite or not a number at the end of epoch ${epoch}`,
        optimizer,
      );
    if (trained.step > 0) {
      await checkpoint(trained.step, trained.sums);
      break;
    }
    const validation = options.validation ? await model.evaluate(options.validation) : undefined;
    if (validation && !Number.isFinite(validation.loss)) {
      throw diverged(`The validation's loss became ${validation.loss} at the end of epoch ${epoch}`, optimizer);
    }
    const measured = validation && { validationLoss: validation.loss, validationAccuracy: validation.accuracy };
    const log: EpochLog = { epoch, ...figuresOf(trained.sums), ...measured };
    history.epochs.push(log);
    for (const callback of callbacks) await callback.onEpochEnd?.(log, model);
    await checkpoint(0, noSums());
  }
  for (const callback of callbacks) await callback.onTrainEnd?.(model);
  return history;
}

interface EpochOptions {
  readonly epoch: number;
  /** Steps of the epoch that are done already, and what they came to. */
  readonly from: number;
  readonly sums: EpochSums;
  readonly signal: StopSignal | undefined;
  readonly batchSize: number;
  readonly seed: number;
  readonly callbacks: readonly Callback[];
  readonly augment: StepSettings['augment'];
  readonly sampleWeights: Float32Array | undefined;
  readonly sync: StateSync;
}

/** How far an epoch came: `step` is 0 where it ended, else the step after which it was stopped. */
interface EpochEnd {
  readonly step: number;
  readonly sums: EpochSums;
}

async function trainEpoch(
  model: Sequential,
  trainer: Trainer,
  data: TrainingData,
  order: Int32Array,
  { epoch, from, sums, signal, batchSize, seed, callbacks, augment, sampleWeights, sync }: EpochOptions,
): Promise<EpochEnd> {
  const { optimizer } = model.compiledOptions();
  const steps = Math.ceil(order.length / batchSize);
  let start = performance.now();
  for (let step = from + 1; step <= steps; step++) {
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
    const { loss, correct } = trainer.takeProgress();
    sums.loss += loss;
    sums.correct += correct;
    if (!Number.isFinite(sums.loss))
      throw diverged(`The loss became ${sums.loss} in epoch ${epoch}, at step ${step} of ${steps}`, optimizer);
    const now = performance.now();
    if (now - start < BREATH_MS && step < steps && !signal?.aborted) continue;

    sums.seconds += (now - start) / 1000;
    const log: BatchLog = {
      step,
      steps,
      loss: sums.loss / sums.samples,
      accuracy: sums.correct / sums.samples,
      samplesPerSecond: sums.samples / sums.seconds,
    };
    for (const callback of callbacks) callback.onBatchEnd?.(log);
    await breathe();
    if (signal?.aborted && step < steps) return { step, sums };
    start = performance.now();
  }
  return { step: 0, sums };
}

function figuresOf({
  loss,
  correct,
  samples,
  seconds,
}: EpochSums): Pick<EpochLog, 'loss' | 'accuracy' | 'samplesPerSecond' | 'seconds'> {
  return { loss: loss / samples, accuracy: correct / samples, samplesPerSecond: samples / seconds, seconds };
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

/** Where the rate follows a schedule, it is the schedule's peak that can be changed, not the rate of the moment. */
function diverged(what: string, { schedule, learningRate }: Optimizer): InklingError {
  const rate = Number(learningRate.toPrecision(3));
  const advice = schedule
    ? `The learning rate, at this step ${rate}, is probably too high: give its ${schedule.className} a tenth of it.`
    : `The learning rate of ${rate} is probably too high: try a tenth of it.`;
  return new InklingError('training/diverged', `${what}. ${advice}`);
}

/** Whether every value is a finite number. A plain loop, since it runs over all weights. */
function areFinite(values: Float32Array): boolean {
  let zero = 0;
  for (let i = 0; i < values.length; i++) zero += values[i] * 0;
  return zero === 0;
}
