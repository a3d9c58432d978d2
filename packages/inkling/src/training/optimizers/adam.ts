import { call } from '../../engine/plan.js';
import type { UpdateRule } from '../../engine/trainer.js';
import { InklingError } from '../../errors.js';
import type { Weight } from '../../layers/index.js';
import type { Optimizer } from '../../model/compile.js';

export interface AdamOptions {
  /** Step size; 0.001 by default. */
  readonly learningRate?: number;
  /** Decay of the mean of gradients, 0..1. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients, 0..1. */
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * Adam (Kingma and Ba, 2015) as Keras computes it:
 * m += (g − m)(1 − β₁);  v += (g² − v)(1 − β₂);  w −= lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).
 */
export class Adam implements Optimizer {
  readonly className = 'Adam';
  readonly slotNames = ['momentum', 'velocity'] as const;
  learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  iterations = 0;
  private slots: readonly Record<'momentum' | 'velocity', Float32Array<ArrayBuffer>>[] | undefined;

  /** @throws InklingError `training/invalid-argument` */
  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions = {}) {
    if (!(learningRate >= 0 && learningRate < Number.POSITIVE_INFINITY)) {
      throw new InklingError(
        'training/invalid-argument',
        `Adam: learningRate must be a number, at least 0. Received ${learningRate}. 0.001 is usual.`,
      );
    }
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  get rule(): UpdateRule {
    const { beta1, beta2, epsilon } = this;
    return {
      slots: this.slotNames.length,
      update: (elements, weights, gradient, [momentum, velocity]) =>
        call('adam', elements, weights, momentum, velocity, gradient, { register: 'stepSize' }, beta1, beta2, epsilon),
    };
  }

  stepSize(): number {
    const step = this.iterations + 1;
    return (this.learningRate * Math.sqrt(1 - this.beta2 ** step)) / (1 - this.beta1 ** step);
  }

  state(weights: readonly Weight[]): readonly Record<'momentum' | 'velocity', Float32Array<ArrayBuffer>>[] {
    this.slots ??= weights.map(({ values }) => ({
      momentum: new Float32Array(values.length),
      velocity: new Float32Array(values.length),
    }));
    return this.slots;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return {
      name: 'adam',
      learning_rate: this.learningRate,
      weight_decay: null,
      clipnorm: null,
      global_clipnorm: null,
      clipvalue: null,
      use_ema: false,
      ema_momentum: 0.99,
      ema_overwrite_frequency: null,
      loss_scale_factor: null,
      gradient_accumulation_steps: null,
      beta_1: this.beta1,
      beta_2: this.beta2,
      epsilon: this.epsilon,
      amsgrad: false,
    };
  }
}
