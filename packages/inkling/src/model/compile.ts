import type { UpdateRule } from '../engine/trainer.js';
import type { Weight } from '../layers/index.js';

/** A class and its settings in Keras's own keys, as `training_config` holds them. */
export interface KerasObject {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What changes the weights, given their gradients. Its state belongs to it, so that training can go on from a file. */
export interface Optimizer {
  /** Keras's name of the class: `Adam`. */
  readonly className: string;
  learningRate: number;
  /** Steps taken so far. */
  iterations: number;
  /** Names of the arrays that it keeps for each trainable weight, in Keras's order. */
  readonly slotNames: readonly string[];
  readonly rule: UpdateRule;
  /** The step size of the step that follows `iterations` steps, bias corrections included. */
  stepSize(): number;
  /** Its arrays for each trainable weight, in the order of `weights`; zeros when first asked for. */
  state(weights: readonly Weight[]): readonly Readonly<Record<string, Float32Array>>[];
  getConfig(): Readonly<Record<string, unknown>>;
}

/** What training makes small. */
export interface Loss {
  readonly className: string;
  readonly fromLogits: boolean;
  getConfig(): Readonly<Record<string, unknown>>;
}

export interface CompileOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  /** `accuracy` is the only one; it is measured in any case. */
  readonly metrics?: readonly 'accuracy'[];
}
