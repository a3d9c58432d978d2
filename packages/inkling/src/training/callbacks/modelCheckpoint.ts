import type { Callback, EpochLog } from '../../model/callbacks.js';
import { isBetter } from '../../model/history.js';
import type { Sequential } from '../../model/sequential.js';

export interface ModelCheckpointOptions {
  /** Called with the model of each epoch that is the best so far, for instance to save it. */
  readonly onBest?: (model: Sequential, log: EpochLog) => void | Promise<void>;
}

/**
 * Keeps the weights of the best epoch: highest validation accuracy, then lowest validation loss, then the earliest.
 * Validation decides, never the test set.
 */
export class ModelCheckpoint implements Callback {
  private best: { log: EpochLog; weights: Float32Array[]; state: Float32Array[]; iterations: number } | undefined;

  constructor(private readonly options: ModelCheckpointOptions = {}) {}

  /** The log of the best epoch so far. */
  get bestLog(): EpochLog | undefined {
    return this.best?.log;
  }

  async onEpochEnd(log: EpochLog, model: Sequential): Promise<void> {
    if (!isBetter(log, this.best?.log)) return;
    this.best = {
      log,
      weights: model.getWeights(),
      state: optimizerArrays(model).map((values) => values.slice()),
      iterations: model.compiledOptions().optimizer.iterations,
    };
    await this.options.onBest?.(model, log);
  }

  /** Gives the model the weights, and its optimizer the state, that the best epoch ended with. */
  restoreBest(model: Sequential): void {
    if (!this.best) return;
    model.setWeights(this.best.weights);
    for (const [i, values] of optimizerArrays(model).entries()) values.set(this.best.state[i]);
    model.compiledOptions().optimizer.iterations = this.best.iterations;
  }
}

function optimizerArrays(model: Sequential): Float32Array[] {
  const { optimizer } = model.compiledOptions();
  return optimizer.state(model.trainableWeights).flatMap((slots) => Object.values(slots));
}
