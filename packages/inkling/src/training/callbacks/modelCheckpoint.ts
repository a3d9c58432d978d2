import type { Callback, EpochLog } from '../../model/callbacks.js';
import { isBetter } from '../../model/history.js';
import type { Sequential } from '../../model/sequential.js';
import { optimizerArrays } from '../../model/trainingState.js';

/**
 * What is done with the best weights so far.
 *
 * @example
 * const options: ModelCheckpointOptions = {
 *   onBest: (_, { epoch }) => console.log(`epoch ${epoch} is the best so far`),
 * };
 */
export interface ModelCheckpointOptions {
  /** Called with the model of each epoch that is the best so far, for instance to save it. */
  readonly onBest?: (model: Sequential, log: EpochLog) => void | Promise<void>;
}

/**
 * An epoch with all that it ended with, as plain values.
 *
 * @example
 * const best = new ModelCheckpoint();
 * await model.fit(digits, { epochs: 1, validation: digits, callbacks: [best] });
 * const kept: KeptEpoch | undefined = best.best;
 */
export interface KeptEpoch {
  readonly log: EpochLog;
  readonly weights: readonly Float32Array[];
  /** The optimizer's arrays, and its steps. */
  readonly slots: readonly Float32Array[];
  readonly iterations: number;
}

/**
 * Keeps the weights of the best epoch: highest validation accuracy, then lowest validation loss, then the earliest.
 * Validation decides, never the test set.
 *
 * @example
 * const best = new ModelCheckpoint();
 * await model.fit(digits, { epochs: 2, validation: digits, callbacks: [best] });
 */
export class ModelCheckpoint implements Callback {
  /** The best epoch so far; may be set to that of a training that goes on (`FitOptions.resume`). */
  best: KeptEpoch | undefined;

  constructor(private readonly options: ModelCheckpointOptions = {}) {}

  async onEpochEnd(log: EpochLog, model: Sequential): Promise<void> {
    if (!isBetter(log, this.best?.log)) return;
    this.best = {
      log,
      weights: model.getWeights(),
      slots: optimizerArrays(model).map((values) => values.slice()),
      iterations: model.compiledOptions().optimizer.iterations,
    };
    await this.options.onBest?.(model, log);
  }

  /** Gives the model the weights, and its optimizer the state, that the best epoch ended with. */
  restoreBest(model: Sequential): void {
    if (!this.best) return;
    model.setWeights(this.best.weights);
    for (const [i, values] of optimizerArrays(model).entries()) values.set(this.best.slots[i]);
    model.compiledOptions().optimizer.iterations = this.best.iterations;
  }
}
