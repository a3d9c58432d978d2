import { expect, it } from 'vitest';
import { otsuThreshold } from './otsu.js';

it('parts two groups between them', () => {
  const values = Float32Array.from({ length: 900 }, (_, i) => (i % 9 === 0 ? 0.8 : 0.2) + (i % 5) * 0.02);
  expect(otsuThreshold(values)).toBeGreaterThan(0.28);
  expect(otsuThreshold(values)).toBeLessThan(0.8);
});

it('moves with the values and scales with them', () => {
  const values = Float32Array.from({ length: 500 }, (_, i) => (i * i) % 97);
  const moved = values.map((value) => value * 3 + 40);
  expect(otsuThreshold(moved)).toBeCloseTo(otsuThreshold(values) * 3 + 40, 3);
});

it('answers the one value there is, and 0 for none', () => {
  expect(otsuThreshold(Float32Array.from([0.5, 0.5]))).toBe(0.5);
  expect(otsuThreshold(new Float32Array())).toBe(0);
});
