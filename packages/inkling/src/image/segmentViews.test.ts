import { describe, expect, it } from 'vitest';
import { findComponents } from './components.js';
import { maskOf } from './drawing.fixture.js';
import type { Plane } from './plane.js';
import { segmentLine } from './segments.js';
import { segmentViews, VIEW } from './segmentViews.js';
import { findTextLines } from './textLines.js';

/** Three bars 14 px high and 3 px wide, 6 px apart, and the views of them. */
function bars() {
  const mask = maskOf(...new Array<string>(14).fill('###......###......###'));
  const ink: Plane = { ...mask, data: Float32Array.from(mask.data) };
  const labeling = findComponents(mask, ink);
  const [textLine] = findTextLines(labeling.components);
  return segmentViews(ink, 1, segmentLine(textLine, labeling));
}

/** What is lost at the edges of the line, where there is nothing to interpolate with. */
const EDGE = 0.08;

const sumOf = (view: Uint8Array, channel: number) =>
  view.reduce((sum, value, i) => sum + (i % 2 === channel ? value : 0), 0) / 255;

describe('segmentViews', () => {
  it('shows own ink and other ink, all of it, at one size', () => {
    const view = bars();
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [1, 3],
    ]) {
      const seen = view(from, to);
      expect(seen).toHaveLength(VIEW.height * VIEW.width * 2);
      expect(Math.abs(sumOf(seen, 0) / (3 * 14 * (to - from)) - 1)).toBeLessThan(EDGE);
    }
    expect(Math.abs(sumOf(view(1, 2), 1) / (2 * 3 * 14) - 1)).toBeLessThan(EDGE);
  });

  it('lays what it shows in the middle', () => {
    const seen = bars()(1, 2);
    const own = Array.from({ length: VIEW.height * VIEW.width }, (_, i) => i).filter((i) => seen[2 * i] > 128);
    const mean = (of: (i: number) => number) => own.reduce((sum, i) => sum + of(i), 0) / own.length;
    expect(Math.abs(mean((i) => i % VIEW.width) - (VIEW.width - 1) / 2)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(mean((i) => Math.floor(i / VIEW.width)) - (VIEW.height - 1) / 2)).toBeLessThanOrEqual(0.5);
  });
});
