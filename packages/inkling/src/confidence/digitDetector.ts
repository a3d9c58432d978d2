import { InklingError } from '../errors.js';
import { project } from './principalDirections.js';

/**
 * What tells digits from other things by what the network sees in a picture: how much of it training digits have in common, what
 * small networks say that were shown pictures of no digits too, and how sure the first network is.
 *
 * @example
 * const detector: DigitDetector = statistics.detector;
 */
export interface DigitDetector {
  /** How many of the model's layers lead to the features. */
  readonly layers: number;
  /** `[features × d]`: the principal directions of training digits' features, each in units of its own. */
  readonly directions: Int8Array;
  /** `[d]`: what makes the mean square of digits' coordinates 1. */
  readonly scales: Float32Array;
  /** `[d]`: what brings coordinates back to one unit. */
  readonly units: Float32Array;
  readonly heads: readonly DetectorHead[];
  /** Of each opinion what it says of most digits, and how far below that it is for one digit in fifty. */
  readonly usual: readonly Usual[];
  /** The sum of opinions at which one real digit in a hundred is refused. */
  readonly threshold: number;
  /** How fast `isDigit` rises with the sum. */
  readonly slope: number;
}

/**
 * Of an opinion, what is usual for digits.
 *
 * @example
 * const { middle, width }: Usual = statistics.detector.usual[0];
 */
export interface Usual {
  readonly middle: number;
  readonly width: number;
}

/**
 * A network of one hidden layer with ReLU; its answer is the logit of "digit".
 *
 * @example
 * const [{ hiddenBias }]: readonly DetectorHead[] = statistics.detector.heads;
 */
export interface DetectorHead {
  /** `[2d × hidden]`: scaled coordinates, then those of the direction alone. */
  readonly hiddenKernel: Float32Array;
  /** `[hidden]` */
  readonly hiddenBias: Float32Array;
  /** `[hidden]` */
  readonly outputKernel: Float32Array;
  readonly outputBias: number;
}

/** An opinion above the usual is worth no more than this: nothing makes up for what another one misses. */
const MOST = 0.6;
/** Length of the direction alone, which makes its coordinates about as large as the scaled ones. */
const DIRECTION_LENGTH = 5;
/** Keeps the odds of a probability that float32 has rounded to 1 finite. */
const LEAST_DOUBT = 1e-4;

/**
 * Whether this is a digit at all, 0..1; below 0.5 it is refused.
 *
 * @param features What the network made of the picture, `[features]`; of a digit that was seen in several ways, of each of them.
 * @param sureness The winner's probability in the single pass, of each way.
 *
 * @throws InklingError `model/unsupported` for the features of another network than the detector was fitted to
 * @example
 * const features = new Float32Array(statistics.detector.directions.length / statistics.detector.units.length);
 * const isDigit = detectDigit(statistics.detector, [features], [0.98]);
 */
export function detectDigit(
  detector: DigitDetector,
  features: readonly Float32Array[],
  sureness: readonly number[],
): number {
  const sums = features.map((own, i) => sumOfOpinions(opinionsOn(detector, own, sureness[i]), detector.usual));
  // Where ink was left out, what is left and all of it must look like a digit.
  return 1 / (1 + Math.exp(-detector.slope * (Math.min(...sums) - detector.threshold)));
}

/** How familiar it is, each head's logit, and the log-odds of the winner. */
export function opinionsOn(
  detector: Omit<DigitDetector, 'usual' | 'threshold' | 'slope'>,
  features: Float32Array,
  sureness: number,
): number[] {
  const coordinates = coordinatesOf(detector, features);
  const input = headInput(detector.scales, coordinates);
  return [
    familiarity(features, coordinates),
    ...detector.heads.map((head) => headLogit(head, input)),
    Math.log(sureness / (1 + LEAST_DOUBT - sureness)),
  ];
}

/** Each opinion in units of what is usual for digits, added up. */
export function sumOfOpinions(opinions: readonly number[], usual: readonly Usual[]): number {
  return opinions.reduce((sum, opinion, i) => sum + Math.min(MOST, (opinion - usual[i].middle) / usual[i].width), 0);
}

/**
 * Along the principal directions, `[d]`.
 *
 * @throws InklingError `model/unsupported` where the directions are of other features: the statistics belong to another network.
 */
export function coordinatesOf(
  { directions, units }: Pick<DigitDetector, 'directions' | 'units'>,
  features: Float32Array,
): Float32Array {
  if (features.length * units.length !== directions.length) {
    const expected = directions.length / units.length;
    throw new InklingError(
      'model/unsupported',
      `The model's confidence statistics are of ${expected} features, and its network has ${features.length}. Make them anew: inkling calibrate --model F.h5.`,
    );
  }
  const coordinates = new Float32Array(units.length);
  project(features, directions, coordinates);
  for (let k = 0; k < coordinates.length; k++) coordinates[k] *= units[k];
  return coordinates;
}

/** What the head is shown of coordinates: scaled, and their direction alone; `[2d]`. */
export function headInput(scales: Float32Array, coordinates: Float32Array): Float32Array {
  const size = coordinates.length;
  const input = new Float32Array(2 * size);
  const length = lengthOf(coordinates) || 1;
  for (let k = 0; k < size; k++) {
    input[k] = coordinates[k] * scales[k];
    input[size + k] = (DIRECTION_LENGTH * coordinates[k]) / length;
  }
  return input;
}

function headLogit({ hiddenKernel, hiddenBias, outputKernel, outputBias }: DetectorHead, input: Float32Array): number {
  const hidden = Float64Array.from(hiddenBias);
  for (let i = 0, at = 0; i < input.length; i++, at += hidden.length)
    for (let j = 0; j < hidden.length; j++) hidden[j] += input[i] * hiddenKernel[at + j];
  let logit = outputBias;
  for (let j = 0; j < hidden.length; j++) logit += Math.max(0, hidden[j]) * outputKernel[j];
  return logit;
}

/** Which share of the features' length lies in the directions that training digits vary along, 0..1: none of a blank picture's. */
function familiarity(features: Float32Array, coordinates: Float32Array): number {
  return lengthOf(coordinates) / (lengthOf(features) || 1);
}

/** Math.hypot differs from engine to engine. */
export function lengthOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
