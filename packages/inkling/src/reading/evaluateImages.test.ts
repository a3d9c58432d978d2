import { describe, expect, it } from 'vitest';
import type { LabeledImages } from '../data/labeledImages.js';
import { evaluateImages, hardestImages } from './evaluateImages.js';
import { image, linearModel } from './linearModel.fixture.js';

/** Three images: a clear 0, a clear 1 that is labelled 0, and one between 1 and 2. */
const data: LabeledImages = {
  name: 'three',
  count: 3,
  height: 28,
  width: 28,
  images: Uint8Array.from([...image(255), ...image(0, 255), ...image(0, 200, 198)]),
  labels: Uint8Array.from([0, 0, 1]),
};

describe('evaluateImages', () => {
  it('counts what is right and how sure the model was', async () => {
    const evaluation = await evaluateImages(linearModel(50), data);
    expect(evaluation).toMatchObject({ n: 3, errors: 1, refused: 0 });
    expect(evaluation.accuracy).toBeCloseTo(2 / 3, 12);
    expect(evaluation.interval[0]).toBeCloseTo(0.2077, 3);
    expect(evaluation.interval[1]).toBeCloseTo(0.9385, 3);
    expect(evaluation.confusion[0]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(evaluation.confusion[1][1]).toBe(1);
    expect(evaluation.perClass[0]).toEqual({ digit: 0, precision: 1, recall: 0.5 });
    expect(evaluation.perClass[1]).toEqual({ digit: 1, precision: 0.5, recall: 1 });
    expect(evaluation.perClass[9]).toEqual({ digit: 9, precision: null, recall: null });
    // Sure of the first two, one of which is wrong; the third has exp(0.39) : 1 for its winner.
    expect(evaluation.sure).toBeCloseTo(2 / 3, 12);
    expect(evaluation.sureAccuracy).toBe(0.5);
    const third = 1 / (1 + Math.exp(-100 / 255));
    expect(evaluation.nll).toBeCloseTo((0 + 16.118 - Math.log(third)) / 3, 3);
    expect(evaluation.brier).toBeCloseTo((0 + 2 + 2 * (1 - third) ** 2) / 3, 4);
    expect(evaluation.ece).toBeCloseTo((1 + (1 - third)) / 3, 4);
  });

  it('finds the hardest images', async () => {
    const evaluation = await evaluateImages(linearModel(50), data);
    expect(hardestImages(evaluation, data, 10)).toEqual([1, 2, 0]);
  });

  it('refuses blank images and knows no accuracy of what it was never sure of', async () => {
    const blank = { ...data, images: new Uint8Array(3 * 784) };
    expect(await evaluateImages(linearModel(1), blank)).toMatchObject({ refused: 1, sure: 0, sureAccuracy: null });
  });

  it('refuses images of another size', async () => {
    await expect(evaluateImages(linearModel(1), { ...data, width: 56, height: 14 })).rejects.toThrow(
      'must be 28 × 28 px',
    );
  });
});
