import { describe, expect, it } from 'vitest';
import { type Drawing, drawnUntil, durationOf, type PenPoint, penWidth } from './drawing.js';
import { drawingFromHash, drawingToHash } from './drawingLink.js';

const point = (x: number, y: number, ms = 0, pressure = 0.5): PenPoint => ({ x, y, ms, pressure });
const drawing: Drawing = [[point(0, 0, 0), point(0.5, 0.25, 10, 1), point(1, 1, 20, 0)], [point(0.3, 0.9, 40)]];

describe('a drawing', () => {
  it('is wider where the pen is pressed', () => {
    expect(penWidth(1)).toBeGreaterThan(penWidth(0.5));
    expect(penWidth(0)).toBeGreaterThan(0);
  });

  it('grows as it was drawn', () => {
    expect(durationOf(drawing)).toBe(40);
    expect(drawnUntil(drawing, 10)).toEqual([drawing[0].slice(0, 2)]);
    expect(drawnUntil(drawing, 40)).toEqual(drawing);
    expect(durationOf([])).toBe(0);
  });
});

describe('the link to a drawing', () => {
  it('leads back to the same strokes, to a 254th of the pad', () => {
    const again = drawingFromHash(drawingToHash(drawing)) ?? [];
    expect(again.map((stroke) => stroke.length)).toEqual([3, 1]);
    for (const [i, stroke] of again.entries())
      for (const [j, { x, y, pressure }] of stroke.entries()) {
        expect(Math.abs(x - drawing[i][j].x)).toBeLessThanOrEqual(1 / 254);
        expect(Math.abs(y - drawing[i][j].y)).toBeLessThanOrEqual(1 / 254);
        expect(Math.abs(pressure - drawing[i][j].pressure)).toBeLessThanOrEqual(1 / 254);
      }
  });

  it('leaves out points on straight lines', () => {
    const straight = Array.from({ length: 50 }, (_, i) => point(0.1 + 0.01 * i, 0.2 + 0.005 * i));
    expect(drawingFromHash(drawingToHash([straight]))?.[0]).toHaveLength(2);
  });

  it('stays short, and fit for an address', () => {
    const scribble = Array.from({ length: 5000 }, (_, i) => point((i * 0.618) % 1, (i * 0.414) % 1));
    const hash = drawingToHash([scribble]);
    expect(hash.length).toBeLessThan(2500);
    expect(hash).toMatch(/^#drawing=[\w-]+$/);
  });

  it.each(['', '#ask', '#drawing=', '#drawing=***', '#drawing=AAAA'])('is not seen in %j', (hash) => {
    expect(drawingFromHash(hash)).toBeUndefined();
  });
});
