import { call } from '../../engine/plan.js';
import { checkFraction, checkNotNegative } from '../arguments.js';
import { BaseOptimizer, type OptimizerOptions } from './baseOptimizer.js';

/**
 * Keras's, with Keras's defaults.
 *
 * @example
 * const options: AdamOptions = { learningRate: 0.002, beta1: 0.9 };
 */
export interface AdamOptions extends OptimizerOptions {
  /** Decay of the mean of gradients, 0..1; 0.9 by default. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients, 0..1; 0.999 by default. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Whether the largest v so far divides in place of v (AMSGrad); false by default. */
  readonly amsgrad?: boolean;
}

/**
 * Adam (Kingma and Ba, 2015) as Keras computes it:
 * m += (g − m)(1 − β₁);  v += (g² − v)(1 − β₂);  w −= lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).
 *
 * @example
 * new Adam({ learningRate: 0.002 });
 */
export class Adam extends BaseOptimizer {
  override readonly className: string = 'Adam';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: AdamOptions = {}, label = 'Adam') {
    super(label, 0.001, options);
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false } = options;
    checkFraction(label, 'beta1', beta1, '0.9 is usual.');
    checkFraction(label, 'beta2', beta2, '0.999 is usual.');
    checkNotNegative(label, 'epsilon', epsilon, '1e-7 is usual.');
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.amsgrad = amsgrad;
  }

  protected override get ownSlots(): readonly (readonly string[])[] {
    return [['momentum', 'velocity'], ...(this.amsgrad ? [['velocity_hat']] : [])];
  }

  protected override ownUpdate(): ReturnType<BaseOptimizer['ownUpdate']> {
    const { beta1, beta2, epsilon } = this;
    const step = { register: 'stepSize' } as const;
    return (elements, weights, gradient, [momentum, velocity, peak = 0]) =>
      call('adam', elements, weights, momentum, velocity, peak, gradient, step, beta1, beta2, epsilon);
  }

  protected override correction(step: number): number {
    return Math.sqrt(1 - this.beta2 ** step) / (1 - this.beta1 ** step);
  }

  protected override ownConfig(): Readonly<Record<string, unknown>> {
    return { beta_1: this.beta1, beta_2: this.beta2, epsilon: this.epsilon, amsgrad: this.amsgrad };
  }
}
