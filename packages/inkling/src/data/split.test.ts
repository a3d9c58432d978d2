import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedLabels } from './embeddedDigits.js';
import { parseIdx } from './idx.js';
import type { LabeledImages } from './labeledImages.js';
import { countSeen, describeSplit, notTrainedOn, type SplitRecord, splitData, takeImages } from './split.js';

const mnistLabels = '../shared/data/mnist/train-labels-idx1-ubyte.gz';
if (!existsSync(mnistLabels)) console.warn(`skipped: the split of MNIST's 60,000, since ${mnistLabels} is missing`);

/** Images of one pixel, image i having the value i mod 256. */
function onePixelImages(labels: Uint8Array): LabeledImages {
  const images = Uint8Array.from(labels, (_, i) => i % 256);
  return { name: 'pixels', count: labels.length, height: 1, width: 1, images, labels };
}

function split(labels: Uint8Array, validation?: number, seed = 1) {
  return splitData(labels, describeSplit(onePixelImages(labels), seed, validation));
}

const ends = (indices: Int32Array) => [indices.length, indices[0], indices[indices.length - 1]];

describe('splitData', () => {
  it('holds out the last thousand of the embedded digits', () => {
    const parts = split(embeddedLabels());
    expect(ends(parts.train)).toEqual([8_500, 0, 8_499]);
    expect(ends(parts.validation)).toEqual([500, 8_500, 8_999]);
    expect(ends(parts['held-out'])).toEqual([1_000, 9_000, 9_999]);
    const more = split(embeddedLabels(), 2_000);
    expect(ends(more.train)).toEqual([7_000, 0, 6_999]);
    expect(ends(more.validation)).toEqual([2_000, 7_000, 8_999]);
    expect(ends(more['held-out'])).toEqual([1_000, 9_000, 9_999]);
  });

  it.skipIf(!existsSync(mnistLabels))('knows MNIST by its labels', () => {
    const { values: labels } = parseIdx(readFileSync(mnistLabels));
    const { train, validation, 'held-out': heldOut } = split(labels);
    expect(ends(train)).toEqual([54_000, 0, 54_999]);
    expect([train[8_999], train[9_000]]).toEqual([8_999, 10_000]);
    expect(ends(validation)).toEqual([5_000, 55_000, 59_999]);
    expect(ends(heldOut)).toEqual([1_000, 9_000, 9_999]);
    expect(ends(split(labels, 0).train)).toEqual([59_000, 0, 59_999]);
    // A model trained on the embedded digits has seen the first 8,500 of these, and the other way round.
    const embedded = describeSplit(onePixelImages(embeddedLabels()), 1);
    expect(countSeen(embedded, labels, train)).toEqual({ trained: 8_500, validated: 500 });
    const whole = describeSplit(onePixelImages(labels), 1);
    expect(countSeen(whole, embeddedLabels(), split(embeddedLabels()).validation)).toEqual({
      trained: 500,
      validated: 0,
    });
    expect(countSeen(whole, embeddedLabels(), split(embeddedLabels())['held-out'])).toEqual({
      trained: 0,
      validated: 0,
    });
  });

  it('lets a tenth of each label of other data validate, the same for the same seed', () => {
    const labels = Uint8Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 7 : 2));
    const parts = split(labels);
    const validating = Array.from(parts.validation, (i) => labels[i]);
    expect(validating.filter((label) => label === 7)).toHaveLength(10);
    expect(validating.filter((label) => label === 2)).toHaveLength(30);
    expect(parts['held-out']).toHaveLength(0);
    expect(split(labels)).toEqual(parts);
    expect(split(labels, undefined, 2).validation).not.toEqual(parts.validation);
  });

  it('puts each image in exactly one part, as many in validation as were asked for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 300 }), fc.nat(), fc.nat(), (bytes, n, seed) => {
        const labels = bytes.map((byte) => byte % 10);
        const validation = n % labels.length;
        const { train, validation: validating } = split(labels, validation, seed);
        expect(validating).toHaveLength(validation);
        expect([...train, ...validating].sort((a, b) => a - b)).toEqual(Array.from(labels, (_, i) => i));
      }),
    );
  });

  it.each([9_000, 9_500, -1, 1.5])('refuses to let %d of the embedded digits validate', (validation) => {
    expect(() => split(embeddedLabels(), validation)).toThrow(
      expect.objectContaining({ code: 'training/invalid-argument' }),
    );
    expect(() => split(embeddedLabels(), validation)).toThrow('from 0 to 8999');
  });
});

describe('countSeen', () => {
  const labels = Uint8Array.from({ length: 50 }, (_, i) => i % 10);
  const record: SplitRecord = describeSplit(onePixelImages(labels), 3);
  const all = Int32Array.from(labels, (_, i) => i);

  it('finds the parts of the same data again', () => {
    expect(countSeen(record, labels, all)).toEqual({ trained: 40, validated: 10 });
    expect(countSeen(record, labels, splitData(labels, record).validation)).toEqual({ trained: 0, validated: 10 });
  });

  it('knows no other data', () => {
    expect(
      countSeen(
        record,
        labels.map((label) => 9 - label),
        all,
      ),
    ).toEqual({ trained: 0, validated: 0 });
  });
});

describe('notTrainedOn', () => {
  it('leaves what no training fitted weights to', () => {
    const labels = Uint8Array.from({ length: 50 }, (_, i) => i % 10);
    const all = Int32Array.from(labels, (_, i) => i);
    const [one, two] = [3, 4].map((seed) => describeSplit(onePixelImages(labels), seed));
    const validating = [one, two].map((record) => new Set(splitData(labels, record).validation));
    expect(notTrainedOn([], labels, all)).toEqual(all);
    expect(notTrainedOn([one], labels, all)).toEqual(all.filter((i) => validating[0].has(i)));
    expect(notTrainedOn([one, two], labels, all)).toEqual(all.filter((i) => validating.every((own) => own.has(i))));
    const others = labels.map((label) => 9 - label);
    expect(notTrainedOn([one], others, all)).toEqual(all);
  });

  it('knows the embedded digits among those that a training on all of MNIST has seen', () => {
    const whole: SplitRecord = { source: 'mnist', name: 'mnist', count: 60_000, seed: 1 };
    const { validation, 'held-out': heldOut } = split(embeddedLabels());
    expect(notTrainedOn([whole], embeddedLabels(), validation)).toHaveLength(0);
    expect(notTrainedOn([whole], embeddedLabels(), heldOut)).toEqual(heldOut);
  });
});

describe('takeImages', () => {
  const all = onePixelImages(Uint8Array.from([5, 6, 7, 8]));

  it('takes neighbours as a view, others as a copy', () => {
    const neighbours = takeImages(all, Int32Array.from([1, 2]), 'part');
    expect(neighbours).toMatchObject({
      name: 'part',
      count: 2,
      labels: Uint8Array.from([6, 7]),
      images: Uint8Array.from([1, 2]),
    });
    expect(neighbours.images.buffer).toBe(all.images.buffer);
    expect(takeImages(all, Int32Array.from([3, 0]), 'part')).toMatchObject({
      labels: Uint8Array.from([8, 5]),
      images: Uint8Array.from([3, 0]),
    });
    expect(takeImages(all, new Int32Array(0), 'none').count).toBe(0);
  });
});
