import type { LossRule } from '../../engine/lossHead.js';
import { call } from '../../engine/plan.js';
import type { Loss } from '../../model/compile.js';
import { logProbabilities } from '../../model/crossEntropy.js';
import { checkFraction } from '../arguments.js';

/**
 * What the outputs are, and how sure the labels.
 *
 * @example
 * const options: CategoricalCrossentropyOptions = { labelSmoothing: 0.1 };
 */
export interface CategoricalCrossentropyOptions {
  /** Whether the network ends in logits rather than in softmax. */
  readonly fromLogits?: boolean;
  /** How much of each target is shared out evenly among all classes, 0..1; 0 by default. */
  readonly labelSmoothing?: number;
}

/**
 * −Σ target · log probability, averaged over the batch. Labels are probabilities of all classes (numbers), or classes,
 * which then count as certain. Label smoothing (Szegedy et al., 2016): (1 − s) · target + s / classes.
 *
 * @example
 * new CategoricalCrossentropy({ labelSmoothing: 0.1 });
 */
export class CategoricalCrossentropy implements Loss {
  readonly className = 'CategoricalCrossentropy';
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;

  /** @throws InklingError `training/invalid-argument` */
  constructor({ fromLogits = false, labelSmoothing = 0 }: CategoricalCrossentropyOptions = {}) {
    checkFraction('CategoricalCrossentropy', 'labelSmoothing', labelSmoothing, '0.1 is usual.');
    this.fromLogits = fromLogits;
    this.labelSmoothing = labelSmoothing;
  }

  get rule(): LossRule {
    const smoothing = this.labelSmoothing;
    return {
      className: this.className,
      end: this.fromLogits ? 'logits' : 'softmax',
      targets: 'numbers',
      lower: ({ rows, size, outputs, targets, weights, scratch, gradient, scale, statistics }) => {
        const results = [scratch, gradient, scale, statistics] as const;
        return call('softmaxCrossEntropyDense', rows, size, outputs, targets, weights, smoothing, ...results);
      },
    };
  }

  ofSample(outputs: Float32Array, target: Float32Array): number {
    const smoothing = this.labelSmoothing;
    return logProbabilities(outputs, this.fromLogits).reduce((loss, logarithm, i) => {
      return loss - ((1 - smoothing) * target[i] + smoothing / target.length) * logarithm;
    }, 0);
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return {
      name: 'categorical_crossentropy',
      reduction: 'sum_over_batch_size',
      from_logits: this.fromLogits,
      label_smoothing: this.labelSmoothing,
      axis: -1,
    };
  }
}
