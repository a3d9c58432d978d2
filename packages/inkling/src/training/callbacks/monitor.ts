import { InklingError } from '../../errors.js';
import type { EpochLog } from '../../model/callbacks.js';
import { checkNotNegative } from '../arguments.js';

/**
 * A figure of an epoch that can be watched.
 *
 * @example
 * const monitor: Monitored = 'validationLoss';
 */
export type Monitored = 'loss' | 'accuracy' | 'validationLoss' | 'validationAccuracy';

/**
 * What to watch, and which changes count.
 *
 * @example
 * const options: MonitorOptions = { monitor: 'validationAccuracy', minDelta: 0.001 };
 */
export interface MonitorOptions {
  /** What to watch; `validationLoss` by default. Losses shall fall, accuracies rise. */
  readonly monitor?: Monitored;
  /** A change of no more than this is none. */
  readonly minDelta?: number;
}

const MONITORED: readonly Monitored[] = ['loss', 'accuracy', 'validationLoss', 'validationAccuracy'];

/** Watches one figure of each epoch for those who want to know whether it still gets better. */
export class Monitor {
  private readonly name: Monitored;
  private readonly minDelta: number;

  /** @throws InklingError `training/invalid-argument` */
  constructor(
    private readonly label: string,
    { monitor = 'validationLoss', minDelta = 0 }: MonitorOptions,
  ) {
    checkNotNegative(label, 'minDelta', minDelta, '0.001 is usual.');
    if (!MONITORED.includes(monitor)) {
      throw new InklingError(
        'training/invalid-argument',
        `${label}: monitor must be one of ${MONITORED.join(', ')}. Received ${String(monitor)}.`,
      );
    }
    this.name = monitor;
    this.minDelta = minDelta;
  }

  /** @throws InklingError `training/invalid-argument` where the epoch was not validated. */
  valueOf(log: EpochLog): number {
    const value = log[this.name];
    if (value !== undefined) return value;
    throw new InklingError(
      'training/invalid-argument',
      `${this.label} watches ${this.name}, and fit measures none without validation data. Give fit validation, or watch loss or accuracy.`,
    );
  }

  /** Whether `value` is better than `reference` by more than `minDelta`; better than none it always is. */
  isBetter(value: number, reference: number | undefined): boolean {
    if (reference === undefined) return true;
    return this.name.endsWith('oss') ? value + this.minDelta < reference : value - this.minDelta > reference;
  }
}
