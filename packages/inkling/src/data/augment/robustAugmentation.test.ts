import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { fingerprint } from '../fingerprint.js';
import { drawBar, drawNine, inkOf } from './augment.fixture.js';
import { toBytes } from './picture.js';
import { type RobustOptions, robustAugmentation } from './robustAugmentation.js';

function bytesOf(picture: Float32Array): Uint8Array {
  const bytes = new Uint8Array(784);
  toBytes(picture, bytes);
  return bytes;
}
const [nine, one] = [bytesOf(drawNine()), bytesOf(drawBar())];

function changes(count: number, options?: RobustOptions): Uint8Array[] {
  const augment = robustAugmentation(options);
  return Array.from({ length: count }, (_, seed) => {
    const out = new Uint8Array(784).fill(7);
    if (seed % 2 === 0) augment(nine, new Random(seed), out, 9);
    else augment(one, new Random(seed), out, 1);
    return out;
  });
}

/** The centre of mass of many pictures' ink, and how much they have in the mean. */
function centre(pictures: readonly Uint8Array[]) {
  let [ink, x, y] = [0, 0, 0];
  for (const picture of pictures) {
    picture.forEach((tone, i) => {
      ink += tone;
      x += tone * (i % 28);
      y += tone * Math.floor(i / 28);
    });
  }
  return { x: x / ink, y: y / ink, ink: ink / pictures.length };
}

describe('robustAugmentation', () => {
  it('changes nothing at strength 0', () => {
    changes(100, { strength: 0 }).forEach((out, seed) => {
      expect(out).toEqual(seed % 2 === 0 ? nine : one);
    });
  });

  it('gives these very bytes on every machine', () => {
    const all = changes(2000);
    const joined = new Uint8Array(2000 * 784);
    for (const [i, out] of all.entries()) joined.set(out, i * 784);
    expect(fingerprint(joined)).toBe('088cdf603449ed21');
  });

  it('makes something else of each sample and leaves the sample alone', () => {
    const before = [nine.slice(), one.slice()];
    expect(new Set(changes(500).map(String)).size).toBe(500);
    expect([nine, one]).toEqual(before);
  });

  it('leaves a blank picture without a digit, and every digit with ink', () => {
    const blank = new Uint8Array(784);
    const out = new Uint8Array(784);
    robustAugmentation({ strength: 0 })(blank, new Random(1), out, 3);
    expect(out).toEqual(blank);
    for (const picture of changes(2000)) expect(inkOf(picture) / 255).toBeGreaterThan(8);
  });

  it('keeps the mean of many centred and about as dark', () => {
    const before = centre([nine, one]);
    const after = centre(changes(2000));
    expect(Math.abs(after.x - before.x)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(after.y - before.y)).toBeLessThanOrEqual(0.5);
    expect(after.ink / before.ink).toBeGreaterThan(0.8);
    expect(after.ink / before.ink).toBeLessThan(1.5);
  });

  it('changes more the stronger it is', () => {
    const difference = (strength: number) =>
      changes(400, { strength, lightShare: 0 }).reduce(
        (sum, out, seed) => sum + out.reduce((total, ink, i) => total + Math.abs(ink - (seed % 2 ? one : nine)[i]), 0),
        0,
      );
    expect(difference(0.3)).toBeGreaterThan(0);
    expect(difference(0.6)).toBeGreaterThan(1.3 * difference(0.3));
    expect(difference(1)).toBeGreaterThan(1.2 * difference(0.6));
  });

  it.each([{ strength: 2 }, { lightShare: -0.1 }])('refuses %j', (options) => {
    expect(() => robustAugmentation(options)).toThrow(/must be a number from 0 to 1/);
  });
});
