import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { bell, happens, ratio } from './chance.js';

describe('chance', () => {
  it('bell has mean 0, standard deviation 1, and stays within ±3', () => {
    const random = new Random(1);
    const values = Array.from({ length: 40_000 }, () => bell(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // Four standard errors each.
    expect(Math.abs(mean)).toBeLessThanOrEqual(4 / Math.sqrt(values.length));
    expect(Math.abs(variance - 1)).toBeLessThanOrEqual(4 * Math.sqrt(1.4 / values.length));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(3);
  });

  it('happens in its share of cases, never at 0, always at 1', () => {
    const random = new Random(2);
    const share = (of: number) => Array.from({ length: 10_000 }, () => happens(random, of)).filter(Boolean).length;
    expect(share(0)).toBe(0);
    expect(share(1)).toBe(10_000);
    expect(Math.abs(share(0.3) - 3000)).toBeLessThanOrEqual(4 * Math.sqrt(2100));
  });

  it('a ratio and its opposite cancel out', () => {
    expect(ratio(0)).toBe(1);
    expect(ratio(0.4) * ratio(-0.4)).toBeCloseTo(1, 12);
    expect(Math.abs(ratio(1) / Math.E - 1)).toBeLessThanOrEqual(0.11);
  });
});
