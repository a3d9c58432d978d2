import { call } from '../../engine/plan.js';
import { checkFraction } from '../arguments.js';
import { BaseOptimizer, type OptimizerOptions } from './baseOptimizer.js';

/**
 * Keras's, with Keras's defaults.
 *
 * @example
 * const options: SGDOptions = { learningRate: 0.1, momentum: 0.9 };
 */
export interface SGDOptions extends OptimizerOptions {
  /** What each step keeps of the one before, 0..1; 0 by default. */
  readonly momentum?: number;
  /** Whether momentum looks ahead, as Nesterov (1983) does; false by default. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent as Keras computes it; the learning rate is 0.01 by default. Without momentum w −= lr · g; with it
 * m = momentum · m − lr · g and w += m, or w += momentum · m − lr · g with Nesterov's.
 *
 * @example
 * new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true });
 */
export class SGD extends BaseOptimizer {
  override readonly className = 'SGD';
  readonly momentum: number;
  readonly nesterov: boolean;

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: SGDOptions = {}) {
    super('SGD', 0.01, options);
    const { momentum = 0, nesterov = false } = options;
    checkFraction('SGD', 'momentum', momentum, '0.9 is usual.');
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  protected override get ownSlots(): readonly (readonly string[])[] {
    return this.momentum === 0 ? [] : [['momentum']];
  }

  protected override ownUpdate(): ReturnType<BaseOptimizer['ownUpdate']> {
    const { momentum } = this;
    const nesterov = this.nesterov ? 1 : 0;
    const step = { register: 'stepSize' } as const;
    if (momentum === 0) return (elements, weights, gradient) => call('sgd', elements, weights, gradient, step);
    return (elements, weights, gradient, [velocity]) =>
      call('sgdMomentum', elements, weights, velocity, gradient, step, momentum, nesterov);
  }

  protected override ownConfig(): Readonly<Record<string, unknown>> {
    return { momentum: this.momentum, nesterov: this.nesterov };
  }
}
