import * as z from 'zod/mini';
import type { Callback, CallbackState, EpochLog } from '../../model/callbacks.js';
import type { Sequential } from '../../model/sequential.js';
import { checkNotNegative } from '../arguments.js';
import { Monitor, type MonitorOptions } from './monitor.js';

/**
 * What must get better, by how much and how soon.
 *
 * @example
 * const options: EarlyStoppingOptions = { monitor: 'validationAccuracy', patience: 3, restoreBestWeights: true };
 */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** How many epochs without getting better end the training; 0 by default. */
  readonly patience?: number;
  /** A value that must be beaten as well before patience begins anew. */
  readonly baseline?: number;
  /** Whether the model gets the weights of the best epoch when training ends; false by default. */
  readonly restoreBestWeights?: boolean;
  /** Epochs at the beginning in which nothing is watched; 0 by default. */
  readonly startFromEpoch?: number;
}

const stateSchema = z.object({
  wait: z.number(),
  best: z.nullable(z.number()),
  bestWeights: z.nullable(z.array(z.instanceof(Float32Array))),
  stopped: z.number(),
  kept: z.number(),
});

/**
 * Ends a training that no longer gets better, as Keras's EarlyStopping does.
 *
 * @example
 * const callbacks = [new EarlyStopping({ patience: 1, restoreBestWeights: true })];
 * await model.fit(digits, { epochs: 3, validation: sliceImages(digits, 0, 50), callbacks });
 */
export class EarlyStopping implements Callback {
  private readonly monitor: Monitor;
  private readonly options: Required<Omit<EarlyStoppingOptions, 'baseline'>> & Pick<EarlyStoppingOptions, 'baseline'>;
  private wait = 0;
  private best: number | undefined;
  private bestWeights: readonly Float32Array[] | undefined;
  private stopped = 0;
  private kept = 0;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: EarlyStoppingOptions = {}) {
    this.monitor = new Monitor('EarlyStopping', options);
    this.options = {
      monitor: 'validationLoss',
      minDelta: 0,
      patience: 0,
      restoreBestWeights: false,
      startFromEpoch: 0,
      ...options,
    };
    checkNotNegative('EarlyStopping', 'patience', this.options.patience, '5 is usual.');
    checkNotNegative('EarlyStopping', 'startFromEpoch', this.options.startFromEpoch, '0 is usual.');
  }

  /** The epoch (from 1) after which the training was stopped; 0 where it was not. */
  get stoppedEpoch(): number {
    return this.stopped;
  }

  /** The best epoch so far, from 1; 0 before there is one. */
  get bestEpoch(): number {
    return this.kept;
  }

  onTrainBegin(): void {
    this.wait = 0;
    this.best = undefined;
    this.bestWeights = undefined;
    this.stopped = 0;
    this.kept = 0;
  }

  onEpochEnd(log: EpochLog, model: Sequential): void {
    const value = this.monitor.valueOf(log);
    const { patience, baseline, restoreBestWeights, startFromEpoch } = this.options;
    if (log.epoch <= startFromEpoch) return;
    // Where nothing was ever better, for not being a number, the first weights are the best.
    const isFirst = this.kept === 0;
    this.wait++;
    if (isFirst || this.monitor.isBetter(value, this.best)) {
      this.kept = log.epoch;
      if (restoreBestWeights) this.bestWeights = model.getWeights();
    }
    if (this.monitor.isBetter(value, this.best)) {
      this.best = value;
      if (baseline === undefined || this.monitor.isBetter(value, baseline)) this.wait = 0;
      return;
    }
    if (this.wait >= patience && log.epoch > 1) {
      this.stopped = log.epoch;
      model.stopTraining = true;
    }
  }

  onTrainEnd(model: Sequential): void {
    if (this.bestWeights) model.setWeights(this.bestWeights);
  }

  getState(): CallbackState {
    const { wait, best = null, bestWeights = null, stopped, kept } = this;
    return { wait, best, bestWeights, stopped, kept };
  }

  setState(state: CallbackState): void {
    const { wait, best, bestWeights, stopped, kept } = stateSchema.parse(state);
    this.wait = wait;
    this.best = best ?? undefined;
    this.bestWeights = bestWeights ?? undefined;
    this.stopped = stopped;
    this.kept = kept;
  }
}
