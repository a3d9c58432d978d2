import type { LearningRateSchedule } from '../../model/compile.js';
import { checkCount, checkFraction, checkNotNegative } from '../arguments.js';

/**
 * How high the learning rate rises, and over how many steps.
 *
 * @example
 * const options: OneCycleOptions = { peakLearningRate: 0.008, totalSteps: 1000 };
 */
export interface OneCycleOptions {
  /** The highest learning rate. */
  readonly peakLearningRate: number;
  /** Steps of the whole training. */
  readonly totalSteps: number;
  /** Share of the steps in which the learning rate rises, 0..1; 0.2 by default. */
  readonly warmup?: number;
  /** Where it begins, as a share of the peak; 0.04 by default. */
  readonly startShare?: number;
  /** Where it ends, as a share of the peak; 0 by default. */
  readonly endShare?: number;
  /** How it falls: in a straight line (the default) or down half a cosine. */
  readonly anneal?: 'linear' | 'cosine';
}

/**
 * One rise and one fall (Smith and Topin, 2018): in a straight line to the peak, then down to the end, and constant from
 * there on. Keras has no such schedule: a model's file holds the learning rate of the moment in its place.
 *
 * @example
 * new AdamW({ learningRate: new OneCycle({ peakLearningRate: 8e-3, totalSteps: 1000 }) });
 */
export class OneCycle implements LearningRateSchedule {
  readonly className = 'OneCycle';
  private readonly options: Required<OneCycleOptions>;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: OneCycleOptions) {
    this.options = { warmup: 0.2, startShare: 0.04, endShare: 0, anneal: 'linear', ...options };
    const { peakLearningRate, totalSteps, warmup, startShare, endShare } = this.options;
    checkNotNegative('OneCycle', 'peakLearningRate', peakLearningRate, '0.008 is usual for Adam.');
    checkCount('OneCycle', 'totalSteps', totalSteps, 'Give it epochs × steps of an epoch.');
    checkFraction('OneCycle', 'warmup', warmup, '0.2 is usual.');
    checkFraction('OneCycle', 'startShare', startShare, '0.04 is usual.');
    checkFraction('OneCycle', 'endShare', endShare, '0 is usual.');
  }

  at(step: number): number {
    const { peakLearningRate, totalSteps, warmup, startShare, endShare, anneal } = this.options;
    const top = warmup * totalSteps;
    if (step < top) return peakLearningRate * (startShare + ((1 - startShare) * step) / top);
    const done = totalSteps > top ? Math.min(1, (step - top) / (totalSteps - top)) : 1;
    const height = anneal === 'cosine' ? 0.5 * (1 + Math.cos(Math.PI * done)) : 1 - done;
    return peakLearningRate * (endShare + (1 - endShare) * height);
  }

  getConfig(): undefined {
    return undefined;
  }
}
