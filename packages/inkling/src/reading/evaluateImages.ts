import {
  brierScore,
  expectedCalibrationError,
  margin,
  negativeLogLikelihood,
  ranking,
  verdictOf,
  wilsonInterval,
} from '../confidence/index.js';
import type { LabeledImages } from '../data/labeledImages.js';
import { InklingError } from '../errors.js';
import type { Sequential } from '../model/sequential.js';
import { predictSoftmax } from './predictSoftmax.js';

/** How a model fares on images whose digit is known. Shares and probabilities are 0..1. */
export interface Evaluation {
  /** Images. */
  readonly n: number;
  readonly accuracy: number;
  /** Wilson's 95 % interval of `accuracy`. */
  readonly interval: readonly [low: number, high: number];
  /** Images read wrongly. */
  readonly errors: number;
  /** Mean negative log-likelihood, in nats. */
  readonly nll: number;
  /** Mean Brier score, 0..2. */
  readonly brier: number;
  /** Expected calibration error of the winner's probability, 15 equal bins. */
  readonly ece: number;
  /** Share that got the verdict `not-a-digit`, and that got `sure`. */
  readonly refused: number;
  readonly sure: number;
  /** Of those called `sure`, the share that was right; `null` where none was. */
  readonly sureAccuracy: number | null;
  /** `[10][10]`: images of the digit of the row that were read as the digit of the column. */
  readonly confusion: readonly (readonly number[])[];
  /** `null` where a digit was never read, or never there. */
  readonly perClass: readonly { digit: number; precision: number | null; recall: number | null }[];
  /** `[n][10]`, the softmax of each image. */
  readonly softmax: readonly (readonly number[])[];
}

/**
 * Runs a model over labelled 28×28 images, as they are.
 *
 * @throws InklingError `data/invalid` for images of another size, `model/wrong-input`, `model/not-finite`
 */
export async function evaluateImages(model: Sequential, data: LabeledImages): Promise<Evaluation> {
  const { count: n, height, width, images, name } = data;
  if (height !== 28 || width !== 28) {
    const size = `${width} × ${height}`;
    throw new InklingError('data/invalid', `${name}: images must be 28 × 28 px, as MNIST's are. These are ${size}.`);
  }
  const softmax = await predictSoftmax(model, images);
  const labels = Array.from(data.labels);
  const winners = softmax.map((distribution) => ranking(distribution)[0]);
  const right = winners.map((winner, i) => winner === labels[i]);
  const verdicts = softmax.map((distribution, i) =>
    verdictOf({
      softmax: distribution,
      probabilities: distribution,
      candidates: [winners[i]],
      isDigit: null,
      blank: images.subarray(i * 784, (i + 1) * 784).every((pixel) => pixel === 0),
    }),
  );
  const correct = count(right);
  const sure = verdicts.map((verdict) => verdict === 'sure');
  const confusion = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  labels.forEach((label, i) => {
    confusion[label][winners[i]]++;
  });
  return {
    n,
    accuracy: correct / n,
    interval: wilsonInterval(correct, n),
    errors: n - correct,
    nll: mean(softmax.map((distribution, i) => negativeLogLikelihood(distribution, labels[i]))),
    brier: mean(softmax.map((distribution, i) => brierScore(distribution, labels[i]))),
    ece: expectedCalibrationError(
      softmax.map((distribution, i) => distribution[winners[i]]),
      right,
    ),
    refused: count(verdicts.map((verdict) => verdict === 'not-a-digit')) / n,
    sure: count(sure) / n,
    sureAccuracy: share(count(sure.map((isSure, i) => isSure && right[i])), count(sure)),
    confusion,
    perClass: confusion.map((row, digit) => ({
      digit,
      precision: share(row[digit], sum(confusion.map((other) => other[digit]))),
      recall: share(row[digit], sum(row)),
    })),
    softmax,
  };
}

/** The images that the model understands least: those whose own digit it finds least probable, worst first. */
export function hardestImages({ softmax }: Evaluation, { labels }: LabeledImages, most: number): number[] {
  return lowest(
    softmax.map((distribution, i) => distribution[labels[i]]),
    most,
  );
}

/** The images between two digits, such as 4 and 9: the smallest margin between the two best first. */
export function edgeCases({ softmax }: Evaluation, most: number): number[] {
  return lowest(softmax.map(margin), most);
}

/** Indices of the lowest values, lowest first, the earlier among equals. */
function lowest(values: readonly number[], most: number): number[] {
  const indices = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  return indices.slice(0, most);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function count(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
