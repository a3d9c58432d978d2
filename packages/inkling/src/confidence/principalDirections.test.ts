import { describe, expect, it } from 'vitest';
import { Random } from '../random.js';
import { principalDirections, project } from './principalDirections.js';

describe('principalDirections', () => {
  it('finds the axes of a cloud, the longest first, and leaves them orthonormal', () => {
    const random = new Random(3);
    // Lengths 9, 3 and 1 along three orthogonal axes of five dimensions.
    const axes = [
      [0.6, 0.8, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0.8, -0.6],
    ];
    const rows = new Float32Array(400 * 5);
    for (let i = 0; i < 400; i++) {
      const along = [9, 3, 1].map((length) => length * random.uniform(-1, 1));
      for (let k = 0; k < 5; k++) rows[5 * i + k] = along.reduce((sum, value, a) => sum + value * axes[a][k], 0);
    }
    const found = principalDirections(rows, 5, 3);
    const column = (k: number) => Array.from({ length: 5 }, (_, i) => found[3 * i + k]);
    const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    for (const k of [0, 1, 2]) {
      expect(Math.abs(dot(column(k), axes[k]))).toBeGreaterThan(0.99);
      for (const other of [0, 1, 2]) expect(dot(column(k), column(other))).toBeCloseTo(k === other ? 1 : 0, 5);
    }
  });
});

describe('project', () => {
  it('gives the coordinates along each direction', () => {
    const out = new Float32Array(2);
    project([3, 4], Float32Array.of(1, 0.5, 0, 2), out);
    expect([...out]).toEqual([3, 9.5]);
  });
});
