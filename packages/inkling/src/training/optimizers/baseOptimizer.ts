import { call } from '../../engine/plan.js';
import type { StepScalars, UpdateRule } from '../../engine/trainer.js';
import { InklingError } from '../../errors.js';
import type { Weight } from '../../layers/index.js';
import type { LearningRateSchedule, Optimizer } from '../../model/compile.js';
import { snakeCase } from '../../model/names.js';
import { checkCount, checkFraction, checkNotNegative, invalidArgument } from '../arguments.js';

/**
 * What all optimizers can be told.
 *
 * @example
 * const options: OptimizerOptions = { learningRate: 0.01, useEma: true };
 */
export interface OptimizerOptions {
  /** Step size, or a schedule that gives each step one. */
  readonly learningRate?: number | LearningRateSchedule;
  /** Decoupled weight decay: before each step every weight loses learningRate · weightDecay of itself. */
  readonly weightDecay?: number;
  /** Whether to keep an exponential average of the weights, which then is what `fit` measures and leaves behind. */
  readonly useEma?: boolean;
  /** What the average keeps of itself in each step, 0..1; 0.99 by default. */
  readonly emaMomentum?: number;
  /** After this many steps, again and again, the weights become their average; never, by default. */
  readonly emaOverwriteFrequency?: number;
}

/** What every optimizer does as Keras's base class does it: learning rate, weight decay, average of weights, state. */
export abstract class BaseOptimizer implements Optimizer {
  abstract readonly className: string;
  iterations = 0;
  readonly weightDecay: number | undefined;
  readonly useEma: boolean;
  readonly emaMomentum: number;
  readonly emaOverwriteFrequency: number | undefined;
  private rate: number | LearningRateSchedule;
  /** Elements of each weight that it keeps state for. */
  private sizes: readonly number[] | undefined;
  private arrays: readonly Record<string, Float32Array<ArrayBuffer>>[] | undefined;

  /** @throws InklingError `training/invalid-argument` */
  constructor(label: string, usualRate: number, options: OptimizerOptions) {
    const {
      learningRate = usualRate,
      weightDecay,
      useEma = false,
      emaMomentum = 0.99,
      emaOverwriteFrequency,
    } = options;
    if (typeof learningRate === 'number')
      checkNotNegative(label, 'learningRate', learningRate, `${usualRate} is usual.`);
    if (weightDecay !== undefined) checkNotNegative(label, 'weightDecay', weightDecay, '0.004 is usual.');
    checkFraction(label, 'emaMomentum', emaMomentum, '0.99 is usual.');
    if (emaOverwriteFrequency !== undefined) {
      checkCount(label, 'emaOverwriteFrequency', emaOverwriteFrequency, 'Leave it out for never.');
    }
    this.rate = learningRate;
    this.weightDecay = weightDecay;
    this.useEma = useEma;
    this.emaMomentum = emaMomentum;
    this.emaOverwriteFrequency = emaOverwriteFrequency;
  }

  get schedule(): LearningRateSchedule | undefined {
    return typeof this.rate === 'number' ? undefined : this.rate;
  }

  get learningRate(): number {
    return typeof this.rate === 'number' ? this.rate : this.rate.at(this.iterations);
  }

  /** @throws InklingError `training/invalid-argument` where a schedule decides it. */
  set learningRate(value: number) {
    if (typeof this.rate !== 'number') {
      throw invalidArgument(
        this.className,
        'learningRate',
        'left to its schedule',
        value,
        `Give ${this.className} a number as learningRate to be able to change it.`,
      );
    }
    checkNotNegative(this.className, 'learningRate', value, '0.001 is usual.');
    this.rate = value;
  }

  get slotNames(): readonly string[] {
    return [...(this.useEma ? ['average'] : []), ...this.ownSlots.flat()];
  }

  get slotGroups(): readonly (readonly string[])[] {
    return [...(this.useEma ? [['average']] : []), ...this.ownSlots];
  }

  get rule(): UpdateRule {
    const own = this.ownUpdate();
    return {
      slots: this.slotNames.length,
      update: (elements, weights, gradient, slots) => {
        const calls = [own(elements, weights, gradient, this.useEma ? slots.slice(1) : slots)];
        if (this.weightDecay !== undefined)
          calls.unshift(call('decayWeights', elements, weights, { register: 'decay' }));
        if (this.useEma)
          calls.push(call('averageWeights', elements, slots[0], weights, { register: 'averageMomentum' }));
        return calls;
      },
    };
  }

  scalars(): StepScalars {
    const rate = this.learningRate;
    return {
      stepSize: rate * this.correction(this.iterations + 1),
      decay: rate * (this.weightDecay ?? 0),
      // The average begins with the weights after the first step.
      averageMomentum: this.iterations === 0 ? 0 : this.emaMomentum,
    };
  }

  /** @throws InklingError `training/invalid-argument` where it has been training other weights. */
  state(weights: readonly Weight[]): readonly Record<string, Float32Array<ArrayBuffer>>[] {
    const sizes = weights.map(({ values }) => values.length);
    this.sizes ??= sizes;
    if (this.sizes.join() !== sizes.join()) {
      throw new InklingError(
        'training/invalid-argument',
        `${this.className} keeps state for one model, of ${this.sizes.length} weights with ${this.sizes.join(', ')} numbers. Received weights with ${sizes.join(', ')}. Compile every model with an optimizer of its own.`,
      );
    }
    this.arrays ??= weights.map(({ values }) =>
      Object.fromEntries(this.slotNames.map((name) => [name, new Float32Array(values.length)])),
    );
    return this.arrays;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return {
      name: snakeCase(this.className),
      learning_rate: this.rateConfig(),
      weight_decay: this.weightDecay ?? null,
      clipnorm: null,
      global_clipnorm: null,
      clipvalue: null,
      use_ema: this.useEma,
      ema_momentum: this.emaMomentum,
      ema_overwrite_frequency: this.emaOverwriteFrequency ?? null,
      loss_scale_factor: null,
      gradient_accumulation_steps: null,
      ...this.ownConfig(),
    };
  }

  /** Names of the arrays of the rule itself, grouped as Keras orders them. */
  protected abstract readonly ownSlots: readonly (readonly string[])[];

  /** The one call that moves the weights; `slots` in the order of `ownSlots`. */
  protected abstract ownUpdate(): (
    elements: number,
    weights: number,
    gradient: number,
    slots: readonly number[],
  ) => ReturnType<typeof call>;

  protected abstract ownConfig(): Readonly<Record<string, unknown>>;

  /** What the learning rate is multiplied by in step number `step`, from 1. */
  protected correction(_step: number): number {
    return 1;
  }

  private rateConfig(): unknown {
    const { schedule } = this;
    const config = schedule?.getConfig();
    if (!schedule || !config) return this.learningRate;
    return { module: 'keras.optimizers.schedules', class_name: schedule.className, config, registered_name: null };
  }
}
