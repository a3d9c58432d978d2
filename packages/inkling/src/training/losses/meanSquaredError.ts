import type { LossRule } from '../../engine/lossHead.js';
import { call } from '../../engine/plan.js';
import type { Loss } from '../../model/compile.js';

/**
 * The mean of (output − target)² over outputs and samples. Labels are a number for each output, or classes, which count
 * as 1 at their place and 0 elsewhere.
 *
 * @example
 * new MeanSquaredError();
 */
export class MeanSquaredError implements Loss {
  readonly className = 'MeanSquaredError';
  readonly fromLogits = false;

  get rule(): LossRule {
    return {
      className: this.className,
      end: 'any',
      targets: 'numbers',
      lower: ({ rows, size, outputs, targets, weights, gradient, scale, statistics }) =>
        call('meanSquaredError', rows, size, outputs, targets, weights, gradient, scale, statistics),
    };
  }

  ofSample(outputs: Float32Array, target: Float32Array): number {
    return outputs.reduce((sum, value, i) => sum + (value - target[i]) ** 2, 0) / outputs.length;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { name: 'mean_squared_error', reduction: 'sum_over_batch_size' };
  }
}
