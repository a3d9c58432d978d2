import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conv2D, Dense, Flatten, InputLayer } from '../layers/index.js';
import { Sequential } from '../model/sequential.js';
import { Random } from '../random.js';
import { linearModel } from './linearModel.fixture.js';
import { knownFeatures, nearestDigits } from './nearestDigits.js';

const COUNT = 40;
const random = new Random(3);
const images = Uint8Array.from({ length: COUNT * 784 }, () => random.integer(256));
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);
const digits = { count: COUNT, width: 28, height: 28, images, labels, name: 'known' };
const imageOf = (index: number) => images.subarray(784 * index, 784 * (index + 1));

/** The cosine of two lists of numbers, in float64. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('nearestDigits', () => {
  it('ranks the digits of a class by the cosine of what the last layer is shown, which of a linear model are the pixels', async () => {
    const model = linearModel(1);
    const known = { digits, features: await knownFeatures(model, images) };
    expect(known.features).toHaveLength(COUNT * 784);
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 9 }), async (seed, digit) => {
        const own = new Random(seed);
        const pixels = Uint8Array.from({ length: 784 }, () => own.integer(256));
        const [nearest] = await nearestDigits(model, known, pixels, [digit], 3);
        expect(nearest).toHaveLength(3);
        for (const { index, likeness } of nearest) {
          expect(labels[index]).toBe(digit);
          expect(likeness).toBeCloseTo(cosine(pixels, imageOf(index)), 2);
        }
        const [least] = nearest.slice(-1);
        const better = [...labels.keys()].filter(
          (i) => labels[i] === digit && cosine(pixels, imageOf(i)) > least.likeness + 0.005,
        );
        expect(better.every((i) => nearest.some(({ index }) => index === i))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('finds a known digit again', async () => {
    const model = new Sequential([
      new InputLayer({ shape: [28, 28, 1] }),
      new Conv2D({ filters: 2, kernelSize: 3, activation: 'relu' }),
      new Flatten(),
      new Dense({ units: 6, activation: 'tanh' }),
      new Dense({ units: 10, activation: 'softmax' }),
    ]);
    const known = { digits, features: await knownFeatures(model, images) };
    expect(known.features).toHaveLength(COUNT * 6);
    for (const index of [0, 13, 39]) {
      const [[{ index: found, likeness }]] = await nearestDigits(model, known, imageOf(index), [labels[index]], 2);
      expect(found).toBe(index);
      expect(likeness).toBeGreaterThan(0.999);
    }
  });

  it('finds a blank picture like nothing', async () => {
    const model = linearModel(1);
    const known = { digits, features: await knownFeatures(model, images) };
    const [nearest] = await nearestDigits(model, known, new Uint8Array(784), [4], 100);
    expect(nearest.map(({ likeness }) => likeness)).toEqual([0, 0, 0, 0]);
  });
});
