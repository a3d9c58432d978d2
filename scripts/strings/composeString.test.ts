import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../packages/inkling/src/random.js';
import { loadEmbedded } from '../../packages/node/src/index.js';
import { composeString, NO_DIGIT } from './composeString.mjs';
import { NO_WHOLE, samplesOf } from './stringSamples.mjs';

let digits: { images: Uint8Array; byLabel: number[][] };

beforeAll(async () => {
  const { images, labels } = await loadEmbedded();
  digits = {
    images,
    byLabel: Array.from({ length: 10 }, (_, digit) =>
      [...labels.keys()].filter((i) => i < 8500 && labels[i] === digit),
    ),
  };
});

describe('composeString', () => {
  it('gives every digit ink of its own, from left to right', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { width, ink, owners, labels } = composeString(digits, new Random(seed));
      const middles = labels.map((_: number, n: number) => {
        const own = [...owners.keys()].filter((i) => owners[i] === n && ink[i] > 0.4);
        expect(own.length).toBeGreaterThan(20);
        return own.reduce((sum, i) => sum + (i % width), 0) / own.length;
      });
      for (let n = 1; n < middles.length; n++) expect(middles[n]).toBeGreaterThan(middles[n - 1]);
      for (let i = 0; i < ink.length; i++) {
        expect(ink[i] >= 0 && ink[i] <= 1 && owners[i] >= NO_DIGIT && owners[i] < labels.length).toBe(true);
        if (ink[i] === 0) expect(owners[i]).toBe(NO_DIGIT);
      }
    }
  });

  it('is the same for the same seed', () => {
    expect(composeString(digits, new Random(5))).toEqual(composeString(digits, new Random(5)));
    expect(composeString(digits, new Random(5)).ink).not.toEqual(composeString(digits, new Random(6)).ink);
  });
});

describe('samplesOf', () => {
  it('finds most digits whole, and others that are none', () => {
    const random = new Random(3);
    const labels = Array.from({ length: 30 }, () => samplesOf(digits, random))
      .flat()
      .map(({ label }) => label);
    const whole = labels.filter((label) => label !== NO_WHOLE).length;
    expect(whole / labels.length).toBeGreaterThan(0.2);
    expect(whole / labels.length).toBeLessThan(0.7);
  });
});
