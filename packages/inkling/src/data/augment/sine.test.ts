import { describe, expect, it } from 'vitest';
import { cosine, sine } from './sine.js';

const angles = Array.from({ length: 401 }, (_, i) => ((i - 200) / 200) * Math.PI);

describe('sine and cosine', () => {
  it('are right to 1e-6 from −π to π', () => {
    for (const angle of angles) {
      expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThanOrEqual(1e-6);
      expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThanOrEqual(1e-6);
    }
  });

  it('are exact at 0', () => {
    expect([sine(0), cosine(0)]).toEqual([0, 1]);
  });
});
