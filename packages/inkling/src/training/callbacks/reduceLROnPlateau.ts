import * as z from 'zod/mini';
import type { Callback, CallbackState, EpochLog } from '../../model/callbacks.js';
import type { Sequential } from '../../model/sequential.js';
import { checkNotNegative, invalidArgument } from '../arguments.js';
import { Monitor, type MonitorOptions } from './monitor.js';

/**
 * What must get better how soon, and what happens to the learning rate otherwise.
 *
 * @example
 * const options: ReduceLROnPlateauOptions = { factor: 0.5, patience: 3, minLearningRate: 1e-5 };
 */
export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by, below 1; 0.1 by default. */
  readonly factor?: number;
  /** How many epochs without getting better reduce it; 10 by default. */
  readonly patience?: number;
  /** Epochs after a reduction in which nothing is counted; 0 by default. */
  readonly cooldown?: number;
  /** The learning rate never falls below this; 0 by default. */
  readonly minLearningRate?: number;
}

const stateSchema = z.object({ wait: z.number(), best: z.nullable(z.number()), rest: z.number() });

/**
 * Lowers the learning rate when training no longer gets better, as Keras's ReduceLROnPlateau does; `minDelta` is 0.0001
 * by default. The optimizer's learning rate must be a number, no schedule.
 *
 * @example
 * const callbacks = [new ReduceLROnPlateau({ factor: 0.5, patience: 3 })];
 * await model.fit(digits, { epochs: 2, validation: sliceImages(digits, 0, 50), callbacks });
 */
export class ReduceLROnPlateau implements Callback {
  private readonly monitor: Monitor;
  private readonly factor: number;
  private readonly patience: number;
  private readonly cooldown: number;
  private readonly minLearningRate: number;
  private wait = 0;
  private best: number | undefined;
  /** Epochs of rest that are left. */
  private rest = 0;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: ReduceLROnPlateauOptions = {}) {
    const label = 'ReduceLROnPlateau';
    const { factor = 0.1, patience = 10, cooldown = 0, minLearningRate = 0 } = options;
    this.monitor = new Monitor(label, { minDelta: 1e-4, ...options });
    if (!(factor >= 0 && factor < 1)) {
      throw invalidArgument(label, 'factor', 'a number from 0 to below 1', factor, '0.1 is usual.');
    }
    checkNotNegative(label, 'patience', patience, '10 is usual.');
    checkNotNegative(label, 'cooldown', cooldown, '0 is usual.');
    checkNotNegative(label, 'minLearningRate', minLearningRate, '0 is usual.');
    this.factor = factor;
    this.patience = patience;
    this.cooldown = cooldown;
    this.minLearningRate = minLearningRate;
  }

  onTrainBegin(): void {
    this.wait = 0;
    this.best = undefined;
    this.rest = 0;
  }

  onEpochEnd(log: EpochLog, model: Sequential): void {
    const value = this.monitor.valueOf(log);
    if (this.rest > 0) {
      this.rest--;
      this.wait = 0;
    }
    if (this.monitor.isBetter(value, this.best)) {
      this.best = value;
      this.wait = 0;
    } else if (this.rest === 0 && ++this.wait >= this.patience) {
      const { optimizer } = model.compiledOptions();
      if (optimizer.learningRate <= this.minLearningRate) return;
      optimizer.learningRate = Math.max(optimizer.learningRate * this.factor, this.minLearningRate);
      this.rest = this.cooldown;
      this.wait = 0;
    }
  }

  getState(): CallbackState {
    const { wait, best = null, rest } = this;
    return { wait, best, rest };
  }

  setState(state: CallbackState): void {
    const { wait, best, rest } = stateSchema.parse(state);
    this.wait = wait;
    this.best = best ?? undefined;
    this.rest = rest;
  }
}
