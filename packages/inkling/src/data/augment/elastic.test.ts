import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { elasticField, rowOfField } from './elastic.js';
import { SIDE } from './picture.js';

function moves(nodes: Float64Array): number[] {
  const row = new Float64Array(SIDE);
  return Array.from({ length: SIDE }, (_, y) => {
    rowOfField(nodes, y, row);
    return [...row];
  }).flat();
}

describe('elasticField', () => {
  it('moves nothing by an amount of 0, and the same for the same seed', () => {
    expect(new Set(moves(elasticField(new Random(3), 0).x).map(Math.abs))).toEqual(new Set([0]));
    expect(elasticField(new Random(3), 1)).toEqual(elasticField(new Random(3), 1));
    expect(elasticField(new Random(3), 1)).not.toEqual(elasticField(new Random(4), 1));
  });

  it('reproduces even and linear moves, as B-splines do', () => {
    const { x } = elasticField(new Random(1), 0);
    expect(moves(x.fill(1.5)).every((move) => Math.abs(move - 1.5) <= 1e-12)).toBe(true);
    for (let i = 0; i < x.length; i++) x[i] = i % 8;
    // Node n lies at (n − 1) cells of 28/5 px.
    const expected = (column: number) => ((column + 0.5) * 5) / SIDE + 1;
    moves(x).forEach((move, i) => {
      expect(Math.abs(move - expected(i % SIDE))).toBeLessThanOrEqual(1e-12);
    });
  });

  it('moves neighbours alike and points by half of the nodes’ amount', () => {
    const fields = Array.from({ length: 300 }, (_, seed) => moves(elasticField(new Random(seed), 1).y));
    const squares = fields.map((field) => field.reduce((sum, move) => sum + move * move, 0) / field.length);
    const amount = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(amount).toBeGreaterThan(0.45);
    expect(amount).toBeLessThan(0.55);
    const steps = fields.flatMap((field) => field.map((move, i) => (i % SIDE ? Math.abs(move - field[i - 1]) : 0)));
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThanOrEqual(1);
  });
});
