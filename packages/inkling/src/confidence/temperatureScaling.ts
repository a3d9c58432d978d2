import { checkLabeled, type LabeledDistributions } from './labeledDistributions.js';
import { logProbabilities, softmax } from './logProbabilities.js';

/** No fit leaves this range: beyond it every answer would be a coin toss, or every one certain. */
const RANGE = { lowest: 0.05, highest: 20 } as const;
const HALVINGS = 60;

/**
 * The temperature whose softmax(logits / T) has the smallest negative log-likelihood: above 1 where a network is too sure
 * of itself, below 1 where it is too shy. Within 0.05..20.
 *
 * With β = 1/T the likelihood's slope is Σ (mean logit under the scaled softmax − logit of the truth), which only grows
 * with β, so halving an interval finds its root.
 *
 * @param validation Answers to images that the network was not trained on.
 * @throws InklingError `usage/invalid` where there are none.
 * @see Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), section 4.2
 *
 * @example
 * const temperature = fitTemperature({ distributions: [[0.9, 0.1], [0.9, 0.1]], labels: [0, 1] }); // 20: it knows nothing
 */
export function fitTemperature(validation: LabeledDistributions): number {
  checkLabeled(validation, 'fitTemperature');
  const logits = validation.distributions.map(logProbabilities);
  const slope = (beta: number) =>
    logits.reduce((sum, row, i) => {
      const scaled = softmax(row.map((logit) => beta * logit));
      const mean = scaled.reduce((total, p, digit) => total + p * row[digit], 0);
      return sum + mean - row[validation.labels[i]];
    }, 0);
  // In logarithms, since T and 1/T are as far from 1.
  let [low, high] = [Math.log(1 / RANGE.highest), Math.log(1 / RANGE.lowest)];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (slope(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp(-(low + high) / 2);
}

/**
 * softmax(logits / T) of a distribution: its order stays, its certainty is tempered.
 *
 * @param distribution `[classes]`, 0..1, summing to 1.
 * @param temperature Above 0; 1 changes nothing.
 *
 * @example
 * applyTemperature([0.9, 0.1], 2); // [0.75, 0.25]
 */
export function applyTemperature(distribution: readonly number[], temperature: number): number[] {
  return softmax(logProbabilities(distribution).map((logit) => logit / temperature));
}
