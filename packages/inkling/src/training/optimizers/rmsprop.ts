import { call } from '../../engine/plan.js';
import { checkFraction, checkNotNegative } from '../arguments.js';
import { BaseOptimizer, type OptimizerOptions } from './baseOptimizer.js';

/**
 * Keras's, with Keras's defaults.
 *
 * @example
 * const options: RMSpropOptions = { rho: 0.9, momentum: 0.5 };
 */
export interface RMSpropOptions extends OptimizerOptions {
  /** Decay of the mean of squared gradients, 0..1; 0.9 by default. */
  readonly rho?: number;
  /** What each step keeps of the one before, 0..1; 0 by default. */
  readonly momentum?: number;
  readonly epsilon?: number;
  /** Whether the variance of gradients divides, rather than their mean square; false by default. */
  readonly centered?: boolean;
}

/**
 * RMSprop (Hinton, 2012) as Keras computes it: v = ρ·v + (1 − ρ)·g²; w −= lr · g / √(v + ε). Centered, the mean
 * a = ρ·a + (1 − ρ)·g makes that √(v − a² + ε); with momentum the steps add up: m = momentum · m + step, w −= m.
 *
 * @example
 * new RMSprop({ learningRate: 0.001 });
 */
export class RMSprop extends BaseOptimizer {
  override readonly className = 'RMSprop';
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: RMSpropOptions = {}) {
    super('RMSprop', 0.001, options);
    const { rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false } = options;
    checkFraction('RMSprop', 'rho', rho, '0.9 is usual.');
    checkFraction('RMSprop', 'momentum', momentum, '0.9 is usual.');
    checkNotNegative('RMSprop', 'epsilon', epsilon, '1e-7 is usual.');
    this.rho = rho;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.centered = centered;
  }

  protected override get ownSlots(): readonly (readonly string[])[] {
    return [
      ['velocity'],
      ...(this.momentum === 0 ? [] : [['momentum']]),
      ...(this.centered ? [['average_gradient']] : []),
    ];
  }

  protected override ownUpdate(): ReturnType<BaseOptimizer['ownUpdate']> {
    const { rho, momentum, epsilon } = this;
    const step = { register: 'stepSize' } as const;
    const names = this.ownSlots.flat();
    return (elements, weights, gradient, slots) => {
      const [velocity, inertia, mean] = ['velocity', 'momentum', 'average_gradient'].map(
        (name) => slots[names.indexOf(name)] ?? 0,
      );
      return call('rmsprop', elements, weights, velocity, inertia, mean, gradient, step, rho, momentum, epsilon);
    };
  }

  protected override ownConfig(): Readonly<Record<string, unknown>> {
    return { rho: this.rho, momentum: this.momentum, epsilon: this.epsilon, centered: this.centered };
  }
}
