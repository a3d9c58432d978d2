import { InklingError } from '../errors.js';
import type { CallbackState, EpochLog } from './callbacks.js';
import type { Sequential } from './sequential.js';

/**
 * What an epoch has come to so far.
 *
 * @example
 * const sums: EpochSums = { loss: 12.5, correct: 30, samples: 32, seconds: 0.1 };
 */
export interface EpochSums {
  /** Of all samples so far. */
  loss: number;
  correct: number;
  samples: number;
  /** Inside training steps. */
  seconds: number;
}

/**
 * Where a training stands between two steps: all that decides how it goes on, as plain values. `fit` hands it to
 * `Callback.onCheckpoint`, and takes it as `resume`: the resumed training ends with the bits of an unbroken one.
 *
 * @example
 * let state: TrainingState | undefined;
 * const keep = { onCheckpoint: (now: TrainingState) => void (state = now) };
 * await model.fit(digits, { epochs: 1, callbacks: [keep] });
 */
export interface TrainingState {
  /** The epochs that are finished. */
  readonly epochs: readonly EpochLog[];
  /** Steps done of the epoch under way; 0 between epochs. */
  readonly step: number;
  /** What that epoch has come to so far. */
  readonly sums: Readonly<EpochSums>;
  /** Steps that the optimizer has taken. */
  readonly iterations: number;
  readonly learningRate: number;
  /** The weights that are trained, in the order of `Sequential.weights`; with averaging they are not what the model shows. */
  readonly weights: readonly Float32Array[];
  /** What the optimizer keeps: for each trainable weight, each of its `slotNames`. */
  readonly slots: readonly Float32Array[];
  /** What each callback remembers, in their order; those that have nothing here begin anew. */
  readonly callbacks?: readonly (CallbackState | undefined)[];
  /** Whether a callback has ended the training. */
  readonly stopped?: boolean;
}

/** Sums of an epoch that has not begun. */
export function noSums(): EpochSums {
  return { loss: 0, correct: 0, samples: 0, seconds: 0 };
}

/**
 * Puts a model and its optimizer where a training stood.
 * @throws InklingError `training/invalid-argument` where the state is of another model.
 */
export function restoreState(model: Sequential, state: TrainingState): void {
  const { optimizer } = model.compiledOptions();
  const slots = optimizerArrays(model);
  if (!sameSizes(slots, state.slots) || !sameSizes(model.getWeights(), state.weights)) {
    throw new InklingError(
      'training/invalid-argument',
      `fit: resume must be the state of a training of this model: ${model.weights.length} weights and ${slots.length} arrays of the optimizer. Received ${state.weights.length} and ${state.slots.length}, or such of other sizes.`,
    );
  }
  model.setWeights(state.weights);
  for (const [i, values] of slots.entries()) values.set(state.slots[i]);
  optimizer.iterations = state.iterations;
  // A schedule decides the learning rate by `iterations`.
  if (!optimizer.schedule) optimizer.learningRate = state.learningRate;
}

/** The arrays of a model's optimizer: for each trainable weight, each of its `slotNames`. */
export function optimizerArrays(model: Sequential): Float32Array[] {
  const { optimizer } = model.compiledOptions();
  return optimizer.state(model.trainableWeights).flatMap((slots) => optimizer.slotNames.map((name) => slots[name]));
}

function sameSizes(some: readonly Float32Array[], others: readonly Float32Array[]): boolean {
  return some.length === others.length && some.every(({ length }, i) => length === others[i].length);
}
