import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, drawNine, drawPicture, inkOf } from './augment.fixture.js';
import { addGrain, addSpecks, loseInk } from './noise.js';
import { createPicture } from './picture.js';

describe('addGrain', () => {
  it('has mean 0 and the asked amount, and stays in 0..1', () => {
    const grey = drawPicture(() => 0.5);
    const means = Array.from({ length: 100 }, (_, seed) => {
      const grain = changed(grey, (copy) => addGrain(copy, 0.2, new Random(seed)));
      expect(grain.every((ink) => Math.abs(ink - 0.5) <= 0.2 + 1e-6)).toBe(true);
      return inkOf(grain) / grain.length;
    });
    const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
    // Four standard errors of 78,400 even numbers from −0.2 to 0.2.
    expect(Math.abs(mean - 0.5)).toBeLessThanOrEqual((4 * 0.4) / Math.sqrt(12 * 78_400));
    const dark = changed(drawNine(), (copy) => addGrain(copy, 0.9, new Random(1)));
    expect(dark.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
  });
});

describe('addSpecks', () => {
  it('adds so many specks of 1 or up to 9 px', () => {
    const sizes = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      const speck = changed(createPicture(), (copy) => addSpecks(copy, 1, new Random(seed)));
      sizes.add(speck.filter((ink) => ink > 0).length);
      expect(Math.max(...speck)).toBeLessThanOrEqual(1);
    }
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 9]);
    expect(changed(drawNine(), (copy) => addSpecks(copy, 0, new Random(1)))).toEqual(drawNine());
  });
});

describe('loseInk', () => {
  it('blanks its share of the pixels and touches no other', () => {
    const full = drawPicture(() => 0.8);
    const kept = Array.from({ length: 50 }, (_, seed) => {
      const rest = changed(full, (copy) => loseInk(copy, 0.3, new Random(seed)));
      expect(rest.every((ink, i) => ink === 0 || ink === full[i])).toBe(true);
      return rest.filter((ink) => ink > 0).length;
    });
    const pixels = 50 * full.length;
    const lost = pixels - kept.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(lost / pixels - 0.3)).toBeLessThanOrEqual(4 * Math.sqrt(0.21 / pixels));
  });
});
