import { describe, expect, it } from 'vitest';
import type { Segment, SegmentedLine } from '../image/segments.js';
import { mayBeDigit, readLine, type SegmentEvidence } from './readLine.js';

/** A line 40 px high of segments given as [start, width, height, cut]. */
function lineOf(...parts: [start: number, width: number, height: number, cut?: number][]): SegmentedLine {
  const segments = parts.map(([start, width, height, cut]): Segment => {
    const box = { x: start, y: 40 - height, width, height };
    return { box, start, end: start + width, area: (width * height) / 3, ...(cut !== undefined && { cut }) };
  });
  return { place: { x: 0, y: 0, width: 300, height: 40 }, numbers: new Int16Array(0), segments, height: 40 };
}

/** Both networks say so. */
const sure = (p: number): SegmentEvidence => ({ digit: 1, probability: p, whole: p });

describe('readLine', () => {
  it('reads segments that stand apart as a digit each, and leaves dots out', () => {
    const line = lineOf([0, 24, 40], [32, 24, 38], [60, 5, 5], [70, 26, 40]);
    expect(readLine(line, () => sure(0.98)).digits).toEqual([
      [0, 1],
      [1, 2],
      [3, 4],
    ]);
  });

  it('lets the network say whether two halves are one digit or two', () => {
    const line = lineOf([0, 14, 40], [14, 14, 40, 0.1]);
    const oneDigit = (from: number, to: number) => sure(to - from === 2 ? 0.99 : 0.3);
    const twoDigits = (from: number, to: number) => sure(to - from === 2 ? 0.2 : 0.99);
    expect(readLine(line, oneDigit).digits).toEqual([[0, 2]]);
    expect(readLine(line, twoDigits).digits).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(readLine(line, oneDigit).share).toBeGreaterThan(0.9);
  });

  it('does not join what is too far apart', () => {
    const line = lineOf([0, 24, 40], [90, 24, 40]);
    expect(mayBeDigit(line, 0, 2)).toBe(false);
    expect(readLine(line, (from, to) => sure(to - from === 2 ? 1 : 0.6)).digits).toHaveLength(2);
  });

  it('takes no half for a digit that the network reads into it, where it is no whole one', () => {
    const line = lineOf([0, 14, 40], [14, 14, 40, 0.1]);
    const halves = (from: number, to: number) => ({
      digit: 1,
      probability: 0.99,
      whole: to - from === 2 ? 0.95 : 0.01,
    });
    expect(readLine(line, halves).digits).toEqual([[0, 2]]);
    const pair = (from: number, to: number) => ({ digit: 1, probability: 0.99, whole: to - from === 2 ? 0.01 : 0.95 });
    expect(readLine(line, pair).digits).toHaveLength(2);
  });
});
