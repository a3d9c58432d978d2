import type { LearningRateSchedule } from '../../model/compile.js';
import { checkCount, checkNotNegative } from '../arguments.js';

/**
 * Where the learning rate starts, and in how many steps it falls.
 *
 * @example
 * const options: CosineDecayOptions = { initialLearningRate: 0.01, decaySteps: 100 };
 */
export interface CosineDecayOptions {
  /** Where warm-up begins, or, without one, where the decay does. */
  readonly initialLearningRate: number;
  /** Steps of the decay, warm-up not counted. */
  readonly decaySteps: number;
  /** The last learning rate, as a share of the highest; 0 by default. */
  readonly alpha?: number;
  /** Where warm-up ends and the decay begins. */
  readonly warmupTarget?: number;
  /** Steps of the warm-up, in which the learning rate rises in a straight line; 0 by default. */
  readonly warmupSteps?: number;
}

/**
 * Down half a cosine (Loshchilov and Hutter, 2017), after a linear warm-up if there is one, as Keras's CosineDecay:
 * highest · ((1 − alpha) · ½(1 + cos(π · step / decaySteps)) + alpha), and constant from there on.
 *
 * @example
 * new CosineDecay({ initialLearningRate: 0.01, decaySteps: 100 }).at(100); // 0
 */
export class CosineDecay implements LearningRateSchedule {
  readonly className = 'CosineDecay';
  private readonly options: Required<Omit<CosineDecayOptions, 'warmupTarget'>> &
    Pick<CosineDecayOptions, 'warmupTarget'>;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: CosineDecayOptions) {
    const { initialLearningRate, decaySteps, warmupTarget, warmupSteps = 0 } = options;
    checkNotNegative('CosineDecay', 'initialLearningRate', initialLearningRate, '0.001 is usual.');
    checkCount('CosineDecay', 'decaySteps', decaySteps, 'Give it the number of steps of the whole training.');
    checkNotNegative('CosineDecay', 'warmupTarget', warmupTarget ?? 0, '0.001 is usual.');
    checkNotNegative('CosineDecay', 'warmupSteps', warmupSteps, 'Leave it out for no warm-up.');
    this.options = { alpha: 0, warmupSteps: 0, ...options };
  }

  at(step: number): number {
    const { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps } = this.options;
    if (warmupTarget !== undefined && step < warmupSteps) {
      return initialLearningRate + ((warmupTarget - initialLearningRate) * step) / warmupSteps;
    }
    const done = Math.min(warmupTarget === undefined ? step : step - warmupSteps, decaySteps) / decaySteps;
    const highest = warmupTarget ?? initialLearningRate;
    return highest * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
  }

  getConfig(): Readonly<Record<string, unknown>> {
    const { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps } = this.options;
    return {
      initial_learning_rate: initialLearningRate,
      decay_steps: decaySteps,
      alpha,
      name: 'CosineDecay',
      warmup_target: warmupTarget ?? null,
      warmup_steps: warmupSteps,
    };
  }
}
