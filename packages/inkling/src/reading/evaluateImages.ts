import type { ConfidenceStatistics, SetOptions } from '../confidence/index.js';
import type { LabeledImages } from '../data/labeledImages.js';
import { InklingError } from '../errors.js';
import type { Sequential } from '../model/sequential.js';
import { averagedPasses } from './averagedPasses.js';
import { describeDigits, honestyOf } from './describeDigits.js';
import { detectImages } from './detectDigits.js';
import { type Evaluation, evaluateReadings } from './evaluateReadings.js';
import { lowest } from './lowest.js';
import type { PictureReading } from './pictureReading.js';
import { predictSoftmax } from './predictSoftmax.js';

/**
 * How a model fares on images, and what it said about each.
 *
 * @example
 * const { accuracy, readings }: ImageEvaluation = await evaluateImages(model, digits);
 */
export interface ImageEvaluation extends Evaluation {
  /** `[n]`, what was read in each. */
  readonly readings: readonly PictureReading[];
}

/**
 * How answers are made.
 *
 * @example
 * const options: EvaluateOptions = { statistics, coverage: 0.99 };
 */
export interface EvaluateOptions extends SetOptions {
  /** What makes the model's answers honest; without it they are the network's own. */
  readonly statistics?: ConfidenceStatistics | undefined;
}

/**
 * Runs a model over labelled 28×28 images, as they are: one pass on each and, with statistics, all passes that `readPicture` makes.
 *
 * @throws InklingError `data/invalid` for images of another size, `model/wrong-input`, `model/not-finite`
 * @example
 * const { accuracy, interval, confusion } = await evaluateImages(model, digits);
 */
export async function evaluateImages(
  model: Sequential,
  data: LabeledImages,
  options: EvaluateOptions = {},
): Promise<ImageEvaluation> {
  const { height, width, images, labels, name } = data;
  if (height !== 28 || width !== 28) {
    const size = `${width} × ${height}`;
    throw new InklingError('data/invalid', `${name}: images must be 28 × 28 px, as MNIST's are. These are ${size}.`);
  }
  const honesty = honestyOf(options);
  const passes = honesty
    ? await averagedPasses(model, images)
    : (await predictSoftmax(model, images)).map((softmax) => ({ softmax }));
  const softmax = passes.map((pass) => pass.softmax);
  const isDigit = honesty && (await detectImages(model, honesty.statistics, images, softmax));
  const rows = passes.map((pass, i) => {
    const blank = images.subarray(i * 784, (i + 1) * 784).every((pixel) => pixel === 0);
    const own = { ...pass, blank, box: [0, 0, 28, 28] as const, isDigit: isDigit?.[i] ?? null };
    return { reading: describeDigits([[own]], [], { honesty }), label: String(labels[i]) };
  });
  return { ...evaluateReadings(rows, options), readings: rows.map(({ reading }) => reading) };
}

/**
 * The images that the model understands least: those whose own digit it finds least probable, worst first.
 *
 * @example
 * hardestImages(await evaluateImages(model, digits), digits, 24).length; // 24
 */
export function hardestImages({ readings }: ImageEvaluation, { labels }: LabeledImages, most: number): number[] {
  return lowest(
    readings.map(({ digits: [{ probabilities }] }, i) => probabilities[labels[i]]),
    most,
  );
}
