import { InklingError } from '../errors.js';

/**
 * Distributions over classes, and the true class of each.
 *
 * @example
 * const validation: LabeledDistributions = { distributions: [[0.9, 0.1], [0.3, 0.7]], labels: [0, 1] };
 */
export interface LabeledDistributions {
  /** `[n][classes]`, 0..1, each summing to 1. */
  readonly distributions: readonly (readonly number[])[];
  /** `[n]`, 0..classes − 1. */
  readonly labels: ArrayLike<number>;
}

/** @throws InklingError `usage/invalid` unless there is a label for each distribution, and at least one. */
export function checkLabeled({ distributions, labels }: LabeledDistributions, who: string): void {
  if (distributions.length === labels.length && labels.length > 0) return;
  throw new InklingError(
    'usage/invalid',
    `${who}: expected a label for each distribution, and at least one; got ${distributions.length} distributions and ${labels.length} labels. Pass both of the same images.`,
  );
}
