import { describe, expect, it } from 'vitest';
import { findComponents } from './components.js';
import { maskOf, planeOf } from './drawing.fixture.js';
import { segmentLine } from './segments.js';
import { findTextLines } from './textLines.js';

function segmentsOf(...rows: string[]) {
  const mask = maskOf(...rows);
  const labeling = findComponents(
    mask,
    planeOf(mask.width, mask.height, () => 1),
  );
  const [line] = findTextLines(labeling.components);
  return segmentLine(line, labeling);
}

/** Ten rows of the same. */
const tall = (row: string) => new Array<string>(10).fill(row);

describe('segmentLine', () => {
  it('parts digits at gaps, left to right, and knows where each pixel belongs', () => {
    const { segments, numbers, place } = segmentsOf(...tall('..###....###...#.'));
    expect(place).toEqual({ x: 2, y: 0, width: 14, height: 10 });
    expect(segments.map(({ box, cut }) => [box.x, box.width, cut])).toEqual([
      [0, 3, undefined],
      [7, 3, undefined],
      [13, 1, undefined],
    ]);
    expect([...numbers.subarray(0, 14)]).toEqual([1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 3]);
    expect(segments.reduce((sum, { area }) => sum + area, 0)).toBe(numbers.filter((number) => number > 0).length);
  });

  it('cuts touching digits where there is little ink, and says how much was cut', () => {
    const rows = tall('..####....####..');
    rows[5] = '..############..';
    const { segments } = segmentsOf(...rows);
    expect(segments).toHaveLength(2);
    expect(segments[0].cut).toBeUndefined();
    expect(segments[1].cut).toBeCloseTo(0.1, 5);
    // In the middle of the bridge.
    expect(segments[1].box.x).toBe(6);
  });

  it('cuts joined zeros between them, not through them', () => {
    const { segments } = segmentsOf(
      '...####....####...',
      '..##..##..##..##..',
      '.##....####....##.',
      '.#......##......#.',
      '.#......##......#.',
      '.##....####....##.',
      '..##..##..##..##..',
      '...####....####...',
    );
    expect(segments.some(({ cut, box }) => cut !== undefined && Math.abs(box.x - 8) <= 1)).toBe(true);
    expect(segments.some(({ box }) => box.x < 8 - 1 && box.x + box.width > 8 + 1)).toBe(false);
  });

  it('takes no slant that lays digits over each other which stand apart', () => {
    // Two strokes lean, two rings climb: along the strokes' slant the rings' halves would come by turns.
    const isRing = (x: number, y: number, left: number, top: number) =>
      x >= left &&
      x < left + 18 &&
      y >= top &&
      y < top + 24 &&
      !(x >= left + 3 && x < left + 15 && y >= top + 3 && y < top + 21);
    const isStroke = (x: number, y: number, foot: number) => Math.abs(x - foot - 0.6 * (39 - y)) < 4;
    const rows = Array.from({ length: 40 }, (_, y) =>
      Array.from({ length: 150 }, (_, x) =>
        isStroke(x, y, 6) || isStroke(x, y, 46) || isRing(x, y, 94, 14) || isRing(x, y, 115, 0) ? '#' : '.',
      ).join(''),
    );
    const { segments } = segmentsOf(...rows);
    const [first, second] = [90, 111].map((left) => segments.filter(({ box }) => box.x >= left && box.x < left + 21));
    expect(first.length * second.length).toBeGreaterThan(0);
    expect(segments.indexOf(second[0])).toBeGreaterThan(segments.indexOf(first[first.length - 1]));
  });

  it('leaves a full piece whole', () => {
    expect(segmentsOf(...tall('..########..')).segments).toHaveLength(1);
  });
});
