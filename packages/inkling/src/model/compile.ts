import type { LossRule } from '../engine/lossHead.js';
import type { StepScalars, UpdateRule } from '../engine/trainer.js';
import type { Weight } from '../layers/index.js';

/**
 * A class and its settings in Keras's own keys, as `training_config` holds them.
 *
 * @example
 * const object: KerasObject = { class_name: 'Adam', config: new Adam().getConfig() };
 */
export interface KerasObject {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * What changes the weights, given their gradients. Its state belongs to it, so that training can go on from a file.
 *
 * @example
 * const optimizer: Optimizer = new Adam();
 */
export interface Optimizer {
  /** Keras's name of the class: `Adam`. */
  readonly className: string;
  /** Of the step that follows `iterations` steps. Where a schedule decides it, it cannot be set. */
  learningRate: number;
  /** What decides the learning rate from step to step, where it is not constant. */
  readonly schedule: LearningRateSchedule | undefined;
  /** Steps taken so far. */
  iterations: number;
  /** Names of the arrays that it keeps for each trainable weight, in the order in which `rule` takes them. */
  readonly slotNames: readonly string[];
  /**
   * The same names as Keras orders the arrays in its files: for each group, for each weight, the arrays of that group.
   */
  readonly slotGroups: readonly (readonly string[])[];
  /** Whether it keeps an exponential average of the weights, in the array `average`. */
  readonly useEma: boolean;
  /** After this many steps, again and again, the weights become their average; never, where undefined. */
  readonly emaOverwriteFrequency: number | undefined;
  readonly rule: UpdateRule;
  /** What the step that follows `iterations` steps is told. */
  scalars(): StepScalars;
  /** Its arrays for each trainable weight, in the order of `weights`; zeros when first asked for. */
  state(weights: readonly Weight[]): readonly Readonly<Record<string, Float32Array>>[];
  getConfig(): Readonly<Record<string, unknown>>;
}

/**
 * A learning rate that changes from step to step.
 *
 * @example
 * const schedule: LearningRateSchedule = new CosineDecay({ initialLearningRate: 0.01, decaySteps: 100 });
 */
export interface LearningRateSchedule {
  readonly className: string;
  /** The learning rate of the step that follows `step` steps. */
  at(step: number): number;
  /** In Keras's own keys; undefined for a schedule that Keras does not have, which no file can hold. */
  getConfig(): Readonly<Record<string, unknown>> | undefined;
}

/**
 * What training makes small.
 *
 * @example
 * const loss: Loss = new SparseCategoricalCrossentropy();
 */
export interface Loss {
  readonly className: string;
  /** Whether it expects logits of a network rather than a softmax. */
  readonly fromLogits: boolean;
  readonly rule: LossRule;
  /** Of one sample, from the network's output for it and its target, which is a class or a number for each output. */
  ofSample(outputs: Float32Array, target: number | Float32Array): number;
  getConfig(): Readonly<Record<string, unknown>>;
}

/**
 * With what a model is trained.
 *
 * @example
 * const options: CompileOptions = { optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() };
 * model.compile(options);
 */
export interface CompileOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  /** `accuracy` is the only one; it is measured in any case. */
  readonly metrics?: readonly 'accuracy'[];
}
