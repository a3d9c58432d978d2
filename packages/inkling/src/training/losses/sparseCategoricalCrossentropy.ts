import type { Loss } from '../../model/compile.js';

export interface SparseCategoricalCrossentropyOptions {
  /** Whether the network ends in logits rather than in softmax. */
  readonly fromLogits?: boolean;
}

/** −log of the probability that the network gives to the true class, averaged over the batch. */
export class SparseCategoricalCrossentropy implements Loss {
  readonly className = 'SparseCategoricalCrossentropy';
  readonly fromLogits: boolean;

  constructor({ fromLogits = false }: SparseCategoricalCrossentropyOptions = {}) {
    this.fromLogits = fromLogits;
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
