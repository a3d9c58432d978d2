import type { Sequential } from './sequential.js';
import type { TrainingState } from './trainingState.js';

/**
 * The running figures of an epoch.
 *
 * @example
 * const callback: Callback = { onBatchEnd: ({ step, steps }: BatchLog) => console.log(`${step} of ${steps}`) };
 */
export interface BatchLog {
  /** Steps done in this epoch, from 1. */
  readonly step: number;
  readonly steps: number;
  /** Means over this epoch so far. */
  readonly loss: number;
  readonly accuracy: number;
  /** Training samples ÷ seconds inside training steps, this epoch so far. */
  readonly samplesPerSecond: number;
}

/**
 * The figures of a finished epoch; accuracies are 0..1.
 *
 * @example
 * const callback: Callback = { onEpochEnd: ({ epoch, accuracy }: EpochLog) => console.log(epoch, accuracy) };
 */
export interface EpochLog {
  /** From 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  readonly samplesPerSecond: number;
  /** Seconds inside training steps. */
  readonly seconds: number;
}

/**
 * Told of the progress of `fit`; anything that returns a promise is waited for.
 *
 * @example
 * const callback: Callback = { onEpochEnd: ({ epoch, loss }) => console.log(`epoch ${epoch}: loss ${loss.toFixed(3)}`) };
 * await model.fit(digits, { epochs: 1, callbacks: [callback] });
 */
export interface Callback {
  onTrainBegin?(model: Sequential): void | Promise<void>;
  /** `epoch` from 1. */
  onEpochBegin?(epoch: number, model: Sequential): void | Promise<void>;
  /** At least every tenth of a second, and after the last batch of an epoch. */
  onBatchEnd?(log: BatchLog): void;
  onEpochEnd?(log: EpochLog, model: Sequential): void | Promise<void>;
  /**
   * After every epoch, behind `onEpochEnd`, and where `FitOptions.signal` stopped an epoch: where the training stands, for
   * `FitOptions.resume`.
   */
  onCheckpoint?(state: TrainingState, model: Sequential): void | Promise<void>;
  onTrainEnd?(model: Sequential): void | Promise<void>;
  /** All that it remembers between epochs, for a training that goes on later. */
  getState?(): CallbackState;
  /** Takes up what `getState` gave; told behind `onTrainBegin`. */
  setState?(state: CallbackState): void;
}

/**
 * What a callback remembers: plain values, and arrays of weights.
 *
 * @example
 * const state: CallbackState = new ReduceLROnPlateau().getState();
 */
export type CallbackState = Readonly<Record<string, number | string | boolean | null | readonly Float32Array[]>>;
