import * as z from 'zod/mini';
import { InklingError } from '../errors.js';
import { shown } from './shown.js';

/**
 * What weights cost: l1 · Σ|w| + l2 · Σw² is added to the loss.
 *
 * @example
 * const regularizer: Regularizer = new L2(1e-4);
 */
export interface Regularizer {
  readonly className: 'L1' | 'L2' | 'L1L2';
  readonly l1: number;
  readonly l2: number;
  /** In Keras's own keys. */
  getConfig(): Readonly<Record<string, unknown>>;
}

/** What layers with a kernel and a bias can be told. */
export interface KernelRegularizers {
  readonly kernelRegularizer?: Regularizer | undefined;
  readonly biasRegularizer?: Regularizer | undefined;
}

/**
 * Each weight costs its size: l1 · Σ|w|, which drives many to 0 (Tibshirani, 1996); l1 is 0.01 by default.
 *
 * @example
 * new Dense({ units: 10, kernelRegularizer: new L1(1e-4) })
 */
export class L1 implements Regularizer {
  readonly className = 'L1';
  readonly l2 = 0;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(readonly l1 = 0.01) {
    checkFactor('L1', 'l1', l1);
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { l1: this.l1 };
  }
}

/**
 * Each weight costs its square: l2 · Σw², which keeps all small; l2 is 0.01 by default.
 *
 * @example
 * new Conv2D({ filters: 32, kernelSize: 3, kernelRegularizer: new L2(1e-4) })
 */
export class L2 implements Regularizer {
  readonly className = 'L2';
  readonly l1 = 0;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(readonly l2 = 0.01) {
    checkFactor('L2', 'l2', l2);
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { l2: this.l2 };
  }
}

/**
 * Both: l1 · Σ|w| + l2 · Σw²; each is 0 by default, as in Keras.
 *
 * @example
 * new Dense({ units: 10, kernelRegularizer: new L1L2({ l1: 1e-5, l2: 1e-4 }) })
 */
export class L1L2 implements Regularizer {
  readonly className = 'L1L2';
  readonly l1: number;
  readonly l2: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor({ l1 = 0, l2 = 0 }: { readonly l1?: number; readonly l2?: number } = {}) {
    checkFactor('L1L2', 'l1', l1);
    checkFactor('L1L2', 'l2', l2);
    this.l1 = l1;
    this.l2 = l2;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { l1: this.l1, l2: this.l2 };
  }
}

/** How Keras's `model_config` describes a regularizer. */
export function regularizerConfig(regularizer: Regularizer | undefined): object | null {
  if (!regularizer) return null;
  const { className } = regularizer;
  return {
    module: 'keras.regularizers',
    class_name: className,
    config: regularizer.getConfig(),
    registered_name: null,
  };
}

const factor = z.optional(z.number());
const configSchema = z.object({ class_name: z.string(), config: z.object({ l1: factor, l2: factor }) });

/**
 * The regularizer that a `model_config` describes (or names, as `l2`); undefined for none.
 * @throws InklingError `model/unsupported` for one that Inkling does not have.
 */
export function regularizerFromConfig(value: unknown): Regularizer | undefined {
  if (value === null || value === undefined) return undefined;
  const named = typeof value === 'string' ? { class_name: value.toUpperCase().replace('_', ''), config: {} } : value;
  const parsed = configSchema.safeParse(named);
  const { class_name: className, config } = parsed.data ?? { class_name: '', config: {} };
  if (className === 'L1') return new L1(config.l1);
  if (className === 'L2') return new L2(config.l2);
  if (className === 'L1L2') return new L1L2({ l1: config.l1 ?? 0, l2: config.l2 ?? 0 });
  throw new InklingError(
    'model/unsupported',
    `The model has the regularizer ${shown(value)}, which is not one that Inkling has (L1, L2, L1L2). Export the model with one of these, or without.`,
  );
}

function checkFactor(label: string, argument: string, value: number): void {
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return;
  throw new InklingError(
    'layer/invalid-argument',
    `${label}: ${argument} must be a number, at least 0. Received ${value}. 0.01 is usual.`,
  );
}
