import type { DetectorHead, DigitDetector, Usual } from '../confidence/digitDetector.js';
import { coordinatesOf, headInput, opinionsOn, sumOfOpinions } from '../confidence/digitDetector.js';
import { principalDirections } from '../confidence/principalDirections.js';
import { robustAugmentation } from '../data/augment/robustAugmentation.js';
import { augmentationRandom } from '../data/augmentation.js';
import { drawNonDigits } from '../data/nonDigits/drawNonDigits.js';
import { normalizations } from '../image/normalizeDigit.js';
import { Dense, InputLayer, L2 } from '../layers/index.js';
import { Sequential } from '../model/sequential.js';
import { Random } from '../random.js';
import { SparseCategoricalCrossentropy } from '../training/losses/sparseCategoricalCrossentropy.js';
import { Adam } from '../training/optimizers/adam.js';
import { featureLayers, featuresOf, mapFeatures } from './features.js';
import { stackImages } from './stackImages.js';

/**
 * Digits to fit on. `LabeledImages` of 28×28 are such.
 *
 * @example
 * const five: LabeledDigits = { images: pixels28, labels: Uint8Array.of(5) };
 */
export interface LabeledDigits {
  /** `[n × 784]`, 0 ground .. 255 ink. */
  readonly images: Uint8Array;
  /** `[n]`, 0..9. */
  readonly labels: Uint8Array;
}

interface DetectorData {
  readonly training: LabeledDigits;
  readonly validation: LabeledDigits;
  /** `[n][10]`, the single pass on each validation image. */
  readonly softmax: readonly (readonly number[])[];
}

/** Principal directions, and how many training digits they are found from. */
const DIRECTIONS = 64;
const DIRECTION_IMAGES = 5_000;
/** Digits that the head learns from, plain ones and as many changed ones, and at most so many pictures of no digits. */
const HEAD_IMAGES = 9_000;
/** Of few training digits one in six is looked at, so that fitting never takes longer than training; but at least so many. */
const ONE_IN = 6;
const LEAST_IMAGES = 500;
const HIDDEN = 32;
/** Heads that differ in where they began. */
const HEADS = 2;
const EPOCHS = 20;
const WEIGHT_PENALTY = 1e-3;
const LEARNING_RATE = 1e-3;
/** One real digit in a hundred is refused; one in fifty is what opinions are measured against. */
const REFUSED = 0.01;
const UNUSUAL = 0.02;
/** The middle digit gets this much. */
const MIDDLE = 0.99;
/** An opinion that all digits share says nothing against the one that differs by a rounding. */
const LEAST_WIDTH = 1e-6;
const SEED = 8;

type Basis = Pick<DigitDetector, 'layers' | 'directions' | 'units'>;

/** Fits what tells digits from other things. */
export async function fitDetector(model: Sequential, data: DetectorData): Promise<DigitDetector> {
  const training = shuffled(data.training);
  const basis = await findBasis(model, training);
  const count = training.labels.length;
  const plain = await coordinatesOfAll(model, basis, training.images.subarray(0, 784 * HEAD_IMAGES));
  const changed = await coordinatesOfAll(model, basis, changedCopies(training));
  const others = await coordinatesOfAll(model, basis, nonDigits(training, Math.min(HEAD_IMAGES, Math.ceil(count / 2))));
  const scales = scalesOf(plain);
  const heads: DetectorHead[] = [];
  for (let i = 0; i < HEADS; i++) heads.push(await trainHead(scales, [...plain, ...changed], others, SEED + i));
  const untuned = { ...basis, scales, heads };
  const opinions = await opinionsOnAll(model, untuned, data);
  const usual = opinions[0].map((_, i) => usualOf(opinions.map((own) => own[i])));
  const sums = opinions.map((own) => sumOfOpinions(own, usual)).sort((a, b) => a - b);
  const threshold = quantile(sums, REFUSED);
  const slope = Math.log(MIDDLE / (1 - MIDDLE)) / Math.max(LEAST_WIDTH, quantile(sums, 0.5) - threshold);
  return { ...untuned, usual, threshold, slope };
}

function shuffled({ images, labels }: LabeledDigits): LabeledDigits {
  const order = Int32Array.from(labels, (_, i) => i);
  new Random(SEED).shuffle(order);
  const kept = order.subarray(0, Math.min(HEAD_IMAGES, Math.max(LEAST_IMAGES, Math.ceil(labels.length / ONE_IN))));
  const mixed = new Uint8Array(784 * kept.length);
  kept.forEach((from, i) => {
    mixed.set(images.subarray(784 * from, 784 * (from + 1)), 784 * i);
  });
  return { images: mixed, labels: Uint8Array.from(kept, (from) => labels[from]) };
}

/** The principal directions in steps of a 127th of their largest part, so that they fit in a byte. */
async function findBasis(model: Sequential, { images }: LabeledDigits): Promise<Basis> {
  const layers = featureLayers(model);
  const rows = await featuresOf(model, layers, images.subarray(0, 784 * DIRECTION_IMAGES));
  const width = rows[0].length;
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    all.set(row, i * width);
  });
  const count = Math.min(DIRECTIONS, width, rows.length);
  const exact = principalDirections(all, width, count);
  const units = new Float32Array(count);
  for (let at = 0; at < exact.length; at++) units[at % count] = Math.max(units[at % count], Math.abs(exact[at]) / 127);
  const directions = Int8Array.from(exact, (value, at) => Math.round(value / (units[at % count] || 1)));
  return { layers, directions, units };
}

async function coordinatesOfAll(model: Sequential, basis: Basis, images: Uint8Array): Promise<Float32Array[]> {
  return mapFeatures(model, basis.layers, images, (features) => coordinatesOf(basis, features));
}

function changedCopies({ images, labels }: LabeledDigits): Uint8Array {
  const augment = robustAugmentation();
  const copies = new Uint8Array(images.length);
  labels.forEach((label, i) => {
    const [from, to] = [784 * i, 784 * (i + 1)];
    augment(images.subarray(from, to), augmentationRandom(SEED, 0, i), copies.subarray(from, to), label);
  });
  return copies;
}

/** Pictures of no digits, in all forms that `readPicture` would bring them into. */
function nonDigits({ images, labels }: LabeledDigits, count: number): Uint8Array {
  const sources = Array.from(labels, (label, i) => ({ pixels: images.subarray(784 * i, 784 * (i + 1)), label }));
  const drawn = drawNonDigits(count, SEED, sources);
  const forms: Uint8Array[] = [];
  for (let at = 0; at < drawn.length; at += 784) {
    const data = new Uint8Array(4 * 784).fill(255);
    for (let i = 0; i < 784; i++) data.fill(drawn[at + i], 4 * i, 4 * i + 3);
    for (const { pixels, blank } of normalizations({ width: 28, height: 28, data })) if (!blank) forms.push(pixels);
  }
  return stackImages(forms);
}

/** What makes the mean square of coordinates 1. */
function scalesOf(coordinates: readonly Float32Array[]): Float32Array {
  return Float32Array.from(coordinates[0], (_, k) => {
    const square = coordinates.reduce((sum, own) => sum + own[k] * own[k], 0) / coordinates.length;
    return square > 0 ? 1 / Math.sqrt(square) : 0;
  });
}

/** Learns to tell digits (1) from other pictures (0); the difference of the two outputs is the logit. */
async function trainHead(
  scales: Float32Array,
  digits: readonly Float32Array[],
  others: readonly Float32Array[],
  seed: number,
): Promise<DetectorHead> {
  const size = 2 * scales.length;
  const all = [...digits, ...others];
  const images = new Float32Array(all.length * size);
  all.forEach((coordinates, i) => {
    images.set(headInput(scales, coordinates), i * size);
  });
  const labels = Uint8Array.from(all, (_, i) => (i < digits.length ? 1 : 0));
  const regularizer = () => new L2(WEIGHT_PENALTY);
  const hidden = new Dense({ units: HIDDEN, activation: 'relu', kernelRegularizer: regularizer() });
  const output = new Dense({ units: 2, kernelRegularizer: regularizer() });
  const network = new Sequential([new InputLayer({ shape: [size] }), hidden, output], { seed });
  const optimizer = new Adam({ learningRate: LEARNING_RATE });
  network.compile({ optimizer, loss: new SparseCategoricalCrossentropy({ fromLogits: true }) });
  await network.fit({ images, labels }, { epochs: EPOCHS, batchSize: 128, seed });
  const [hiddenKernel, hiddenBias, kernel, bias] = network.getWeights();
  const outputKernel = Float32Array.from({ length: HIDDEN }, (_, i) => kernel[2 * i + 1] - kernel[2 * i]);
  return { hiddenKernel, hiddenBias, outputKernel, outputBias: bias[1] - bias[0] };
}

async function opinionsOnAll(
  model: Sequential,
  detector: Omit<DigitDetector, 'usual' | 'threshold' | 'slope'>,
  { validation: { images }, softmax }: DetectorData,
): Promise<number[][]> {
  return mapFeatures(model, detector.layers, images, (features, i) =>
    opinionsOn(detector, features, Math.max(...softmax[i])),
  );
}

function usualOf(opinions: number[]): Usual {
  const sorted = opinions.toSorted((a, b) => a - b);
  const middle = quantile(sorted, 0.5);
  return { middle, width: Math.max(LEAST_WIDTH, middle - quantile(sorted, UNUSUAL)) };
}

/** The value that so large a share of the others lies below. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
