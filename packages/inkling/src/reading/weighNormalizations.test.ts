import { describe, expect, it } from 'vitest';
import type { NormalizedDigit } from '../image/normalizeDigit.js';
import { jitters } from './jitters.js';
import { linearModel } from './linearModel.fixture.js';
import { predictSoftmax } from './predictSoftmax.js';
import { weighNormalizations } from './weighNormalizations.js';

const middle = 13 * 28 + 13;

const middleModel = (scale: number) => linearModel(scale, { at: middle });

function way(...bytes: number[]): NormalizedDigit {
  const pixels = new Uint8Array(784);
  pixels.set(bytes, middle);
  return { pixels, stages: [], warnings: [], blank: false, box: [0, 0, 28, 28] };
}

describe('weighNormalizations', () => {
  it('believes the mean over normalisations and jitters, and measures their spread', async () => {
    const model = middleModel(4);
    const ways = [way(200, 90), way(0, 250)] as const;
    const { probabilities, spread } = await weighNormalizations(model, ways);
    const passes: number[][] = [];
    for (const { pixels } of ways)
      for (const copy of [pixels, ...jitters(pixels)]) passes.push(...(await predictSoftmax(model, copy)));
    expect(passes).toHaveLength(14);
    const winner = probabilities.indexOf(Math.max(...probabilities));
    const values = passes.map((pass) => pass[winner]);
    const mean = values.reduce((sum, value) => sum + value, 0) / 14;
    expect(probabilities[winner]).toBeCloseTo(mean, 6);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 14;
    expect(spread).toBeCloseTo(Math.sqrt(variance), 6);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
  });

  it('shows the normalisation that speaks for the winner most surely, with its own single pass', async () => {
    const model = middleModel(20);
    const [doubtful, sure] = [way(100, 101), way(0, 255)];
    const { normalized, softmax } = await weighNormalizations(model, [doubtful, sure]);
    expect(normalized).toBe(sure);
    expect(softmax).toEqual((await predictSoftmax(model, sure.pixels))[0]);
  });

  it('gains nothing by seeing a thing in two ways that contradict each other', async () => {
    const model = middleModel(50);
    const { probabilities } = await weighNormalizations(model, [way(255), way(0, 255)]);
    expect(Math.max(...probabilities)).toBeLessThan(0.75);
  });
});
