import { InklingError } from '../errors.js';
import { Random } from '../random.js';
import { embeddedLabels } from './embeddedDigits.js';
import { fingerprint } from './fingerprint.js';
import type { LabeledImages } from './labeledImages.js';
import { mnistFingerprint } from './mnistLabels.generated.js';

/**
 * A part of a data set: what weights are fitted to, what chooses the epoch, what neither sees.
 *
 * @example
 * const name: SplitName = 'held-out';
 */
export type SplitName = 'train' | 'validation' | 'held-out';

/**
 * Which images of a data set belong to which part: their indices, ascending.
 *
 * @example
 * const { train, validation }: Split = splitData(digits.labels, describeSplit(digits, 1));
 */
export type Split = Readonly<Record<SplitName, Int32Array>>;

/**
 * What a model remembers of a training, so that the parts can be told again. Kept in the model's file as JSON.
 *
 * @example
 * const record: SplitRecord = describeSplit(digits, 1);
 */
export interface SplitRecord {
  /** `mnist` for MNIST's training images or the first 10,000 of them, else the fingerprint of the labels. */
  readonly source: string;
  /** What the data were called, for people. */
  readonly name: string;
  /** Images in the whole data set. */
  readonly count: number;
  /** How many validate, if that was asked for. */
  readonly validation?: number | undefined;
  /** Decides which images of other data than MNIST validate. */
  readonly seed: number;
}

/** These of MNIST are in no training, whatever the recipe: every version can be compared on them. */
const heldOut = { start: 9_000, end: 10_000 };

/**
 * Tells data sets apart by their labels.
 *
 * @example
 * const record = describeSplit(digits, 1);
 */
export function describeSplit(all: LabeledImages, seed: number, validation?: number): SplitRecord {
  return { source: sourceOf(all.labels), name: all.name, count: all.count, validation, seed };
}

/**
 * The parts of a data set, the same for the same record.
 *
 * - MNIST's 60,000: 0–8,999 and 10,000–54,999 train, the last 5,000 validate, 9,000–9,999 are held out.
 * - MNIST's first 10,000: 0–8,499 train, 8,500–8,999 validate, 9,000–9,999 are held out.
 * - Other data: a seeded tenth of each label validates, nothing is held out.
 *
 * `record.validation` changes only how many validate.
 *
 * @param labels Of the whole data set, 0..9.
 * @throws `training/invalid-argument` if so many validate that none is left to train on.
 * @example
 * const { train, validation } = splitData(digits.labels, describeSplit(digits, 1));
 */
export function splitData(labels: Uint8Array, record: SplitRecord): Split {
  const { count, validation } = record;
  const split = record.source === 'mnist' ? splitMnist(count, validation) : splitByLabel(labels, record);
  if (split.train.length === 0 || (validation !== undefined && split.validation.length !== validation)) {
    const most = count - (record.source === 'mnist' ? heldOut.end - heldOut.start : 0) - 1;
    throw new InklingError(
      'training/invalid-argument',
      `validation must be a whole number from 0 to ${most}, so that images are left to train on. Received ${validation}.`,
    );
  }
  return split;
}

/**
 * The images with these indices, in this order; a view where the indices follow one another.
 *
 * @example
 * takeImages(digits, Int32Array.of(5, 2), 'two of them').count; // 2
 */
export function takeImages(all: LabeledImages, indices: Int32Array, name: string): LabeledImages {
  const { height, width } = all;
  const size = height * width;
  const count = indices.length;
  const start = indices[0] ?? 0;
  if (indices.every((index, i) => index === start + i)) {
    const images = all.images.subarray(start * size, (start + count) * size);
    return { name, count, height, width, images, labels: all.labels.subarray(start, start + count) };
  }
  const images = new Uint8Array(count * size);
  for (let from = 0, to = 0; from < count; from = to) {
    const first = indices[from];
    // Neighbours are copied together.
    while (to < count && indices[to] === first + to - from) to++;
    images.set(all.images.subarray(first * size, (first + to - from) * size), from * size);
  }
  return { name, count, height, width, images, labels: Uint8Array.from(indices, (index) => all.labels[index]) };
}

/**
 * How many of the images `indices` of a data set a training has fitted weights to, and how many chose its epoch.
 *
 * @param labels Of the whole data set.
 * @example
 * const record = describeSplit(digits, 1);
 * const { train } = splitData(digits.labels, record);
 * countSeen(record, digits.labels, train).validated; // 0
 */
export function countSeen(
  record: SplitRecord,
  labels: Uint8Array,
  indices: Int32Array,
): { trained: number; validated: number } {
  const { train, validation } = partsSeen(record, labels);
  return {
    trained: indices.reduce((sum, index) => sum + (train.has(index) ? 1 : 0), 0),
    validated: indices.reduce((sum, index) => sum + (validation.has(index) ? 1 : 0), 0),
  };
}

/**
 * Those of the images `indices` of a data set that no training has fitted weights to.
 *
 * @param labels Of the whole data set.
 * @example
 * const record = describeSplit(digits, 1);
 * const { train } = splitData(digits.labels, record);
 * notTrainedOn([record], digits.labels, train).length; // 0
 */
export function notTrainedOn(records: readonly SplitRecord[], labels: Uint8Array, indices: Int32Array): Int32Array {
  return records.reduce((left, record) => {
    const { train } = partsSeen(record, labels);
    return left.filter((index) => !train.has(index));
  }, indices);
}

/** Which images of a data set a training has seen: none of other data. */
function partsSeen(record: SplitRecord, labels: Uint8Array): { train: Set<number>; validation: Set<number> } {
  const source = sourceOf(labels);
  const same = source === record.source && (source === 'mnist' || record.count === labels.length);
  if (!same) return { train: new Set(), validation: new Set() };
  const { train, validation } = splitData(labels, record);
  return { train: new Set(train), validation: new Set(validation) };
}

function sourceOf(labels: Uint8Array): string {
  const name = fingerprint(labels);
  return name === mnistFingerprint || name === fingerprint(embeddedLabels()) ? 'mnist' : name;
}

function splitMnist(count: number, validation = count === 60_000 ? 5_000 : 500): Split {
  // In the first 10,000 those before the held-out ones validate, in the 60,000 the last.
  const end = count === 60_000 ? count : heldOut.start;
  const indices = range(0, heldOut.start).concat(range(heldOut.end, Math.max(end, heldOut.end)));
  const cut = Math.max(0, indices.length - validation);
  return {
    train: Int32Array.from(indices.slice(0, cut)),
    validation: Int32Array.from(indices.slice(cut)),
    'held-out': Int32Array.from(range(heldOut.start, heldOut.end)),
  };
}

function splitByLabel(labels: Uint8Array, { seed, validation }: SplitRecord): Split {
  const random = new Random(seed);
  const byLabel = Array.from({ length: 10 }, (_, label) =>
    Int32Array.from(range(0, labels.length).filter((i) => labels[i] === label)),
  );
  const quotas =
    validation === undefined ? byLabel.map(({ length }) => Math.round(length / 10)) : shares(byLabel, validation);
  const validating = new Set<number>();
  byLabel.forEach((indices, label) => {
    random.shuffle(indices);
    for (const index of indices.subarray(0, quotas[label])) validating.add(index);
  });
  const part = (validates: boolean) =>
    Int32Array.from(range(0, labels.length).filter((i) => validating.has(i) === validates));
  return { train: part(false), validation: part(true), 'held-out': new Int32Array(0) };
}

/** Shares `total` out in proportion to the groups' sizes, by largest remainders, earlier groups first among equals. */
function shares(groups: readonly Int32Array[], total: number): number[] {
  const all = groups.reduce((sum, { length }) => sum + length, 0);
  const exact = groups.map(({ length }) => (length * Math.min(total, all)) / all);
  const whole = exact.map(Math.floor);
  const missing = Math.min(total, all) - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = range(0, groups.length).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const group of byRemainder.slice(0, missing)) whole[group]++;
  return whole;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
