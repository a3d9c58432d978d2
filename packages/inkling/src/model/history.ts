import type { EpochLog } from './callbacks.js';

/**
 * What `fit` returns: a log for each epoch.
 *
 * @example
 * const { epochs, bestEpoch } = await model.fit(digits, { epochs: 2 });
 * bestEpoch; // 2
 */
export class History {
  readonly epochs: EpochLog[] = [];

  /** The epoch (from 1) that `isBetter` likes best; 0 before the first has ended. */
  get bestEpoch(): number {
    let best: EpochLog | undefined;
    for (const log of this.epochs) if (isBetter(log, best)) best = log;
    return best?.epoch ?? 0;
  }
}

/**
 * Whether an epoch beats the best so far: higher validation accuracy, then lower validation loss, then the earlier.
 * Without validation the later epoch is better.
 *
 * @example
 * const log = { epoch: 1, loss: 0.3, accuracy: 0.9, samplesPerSecond: 5000, seconds: 1 };
 * isBetter(log, undefined); // true
 */
export function isBetter(log: EpochLog, best: EpochLog | undefined): boolean {
  if (!best || log.validationAccuracy === undefined || best.validationAccuracy === undefined) return true;
  if (log.validationAccuracy !== best.validationAccuracy) return log.validationAccuracy > best.validationAccuracy;
  return (log.validationLoss ?? 0) < (best.validationLoss ?? 0);
}
