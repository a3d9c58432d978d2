import type { LossRule } from '../../engine/lossHead.js';
import { call } from '../../engine/plan.js';
import type { Loss } from '../../model/compile.js';
import { logProbabilities } from '../../model/crossEntropy.js';

/**
 * What the outputs are.
 *
 * @example
 * const options: SparseCategoricalCrossentropyOptions = { fromLogits: true };
 */
export interface SparseCategoricalCrossentropyOptions {
  /** Whether the network ends in logits rather than in softmax. */
  readonly fromLogits?: boolean;
}

/**
 * −log of the probability that the network gives to the true class, averaged over the batch. Labels are classes.
 *
 * @example
 * new SparseCategoricalCrossentropy({ fromLogits: true });
 */
export class SparseCategoricalCrossentropy implements Loss {
  readonly className = 'SparseCategoricalCrossentropy';
  readonly fromLogits: boolean;

  constructor({ fromLogits = false }: SparseCategoricalCrossentropyOptions = {}) {
    this.fromLogits = fromLogits;
  }

  get rule(): LossRule {
    return {
      className: this.className,
      end: this.fromLogits ? 'logits' : 'softmax',
      targets: 'classes',
      lower: ({ rows, size, outputs, targets, weights, scratch, gradient, scale, statistics }) =>
        call('softmaxCrossEntropy', rows, size, outputs, targets, weights, scratch, gradient, scale, statistics),
    };
  }

  ofSample(outputs: Float32Array, target: number): number {
    return -logProbabilities(outputs, this.fromLogits)[target];
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return {
      name: 'sparse_categorical_crossentropy',
      reduction: 'sum_over_batch_size',
      from_logits: this.fromLogits,
      ignore_class: null,
    };
  }
}
