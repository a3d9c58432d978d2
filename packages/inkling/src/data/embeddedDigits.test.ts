import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { embeddedImages, embeddedLabels } from './embeddedDigits.js';
import { fingerprint } from './fingerprint.js';
import { idxImages } from './idxImages.js';
import { mnistFingerprint } from './mnistLabels.generated.js';

const require = createRequire(import.meta.url);
const folder = '../shared/data/mnist';
if (!existsSync(folder)) console.warn(`skipped: embedded digits against MNIST itself, since ${folder} is missing`);

describe('the embedded digits', () => {
  const byDigit: number[][] = Array.from({ length: 10 }, (_, digit) => require(`mnist/src/digits/${digit}.json`).data);
  const embedded = embeddedImages(byDigit);

  it('are 10,000 of 28 × 28, labelled as they lie', () => {
    expect(embedded).toMatchObject({ count: 10_000, height: 28, width: 28 });
    expect(Array.from(embedded.labels.subarray(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(embedded.images).toHaveLength(10_000 * 784);
  });

  it.skipIf(!existsSync(folder))("are MNIST's first 10,000, byte for byte", () => {
    const read = (name: string) => readFileSync(`${folder}/${name}`);
    const mnist = idxImages(read('train-images-idx3-ubyte.gz'), read('train-labels-idx1-ubyte.gz'), 'MNIST');
    expect(Buffer.compare(embedded.labels, mnist.labels.subarray(0, 10_000))).toBe(0);
    expect(Buffer.compare(embedded.images, mnist.images.subarray(0, 10_000 * 784))).toBe(0);
    expect(fingerprint(mnist.labels)).toBe(mnistFingerprint);
  });

  it('refuses a package that holds others', () => {
    expect(() => embeddedImages(byDigit.map((numbers, digit) => (digit === 3 ? numbers.slice(784) : numbers)))).toThrow(
      'the package mnist 1.1.0 holds 1032 images of the digit 3, this one 1031',
    );
  });

  it('come with labels that need no package', () => {
    expect(embeddedLabels()).toEqual(embedded.labels);
  });
});
