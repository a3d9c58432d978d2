import { describe, expect, it } from 'vitest';
import { image, linearModel } from './linearModel.fixture.js';
import { predictSoftmax } from './predictSoftmax.js';

describe('predictSoftmax', () => {
  it('gives ten probabilities for each image', async () => {
    const two = Uint8Array.from([...image(255), ...image(0, 0, 0, 0, 255)]);
    const [zero, four] = await predictSoftmax(linearModel(Math.log(11)), two);
    expect(zero[0]).toBeCloseTo(11 / 20, 6);
    expect(zero[9]).toBeCloseTo(1 / 20, 6);
    expect(four[4]).toBeCloseTo(11 / 20, 6);
  });

  it('takes the softmax of logits', async () => {
    const [row] = await predictSoftmax(linearModel(Math.log(11), { activation: 'linear' }), image(255));
    expect(row[0]).toBeCloseTo(11 / 20, 6);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect((await predictSoftmax(linearModel(1e4, { activation: 'linear' }), image(255)))[0][0]).toBe(1);
  });

  it('refuses ten numbers that are no distribution', async () => {
    await expect(predictSoftmax(linearModel(1, { activation: 'sigmoid' }), image())).rejects.toMatchObject({
      code: 'model/wrong-input',
      message: expect.stringContaining("This model's ten numbers sum to 5. "),
    });
  });

  it('takes flat inputs of 784 numbers', async () => {
    expect((await predictSoftmax(linearModel(1, { shape: [784] }), image())).length).toBe(1);
  });

  it.each([
    [{ shape: [32, 32, 1] }, 'takes inputs of 32 × 32 × 1; digits are 28 × 28 × 1'],
    [{ shape: [28, 28, 3] }, 'takes inputs of 28 × 28 × 3'],
    [{ shape: [14, 56, 1] }, 'takes inputs of 14 × 56 × 1'],
    [{ units: 26 }, 'puts out 26 numbers; digits need 10'],
  ])('refuses a model of %j', async (options, problem) => {
    const model = linearModel(1, options);
    await expect(predictSoftmax(model, image())).rejects.toThrow(problem);
    await expect(predictSoftmax(model, image())).rejects.toMatchObject({ code: 'model/wrong-input' });
  });

  it('refuses answers that are no numbers', async () => {
    await expect(predictSoftmax(linearModel(Number.NaN), image(255))).rejects.toMatchObject({
      code: 'model/not-finite',
    });
  });
});
