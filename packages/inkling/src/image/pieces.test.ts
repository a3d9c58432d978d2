import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { choosePieces } from './pieces.js';
import { createMask } from './plane.js';

type Box = [x: number, y: number, width: number, height: number];

/** Chooses among filled boxes in a picture of 200 × 160 px; answers which of them were chosen. */
function chosen(...boxes: Box[]) {
  const mask = createMask(200, 160);
  for (const [x, y, width, height] of boxes)
    for (let row = y; row < y + height; row++) mask.data.fill(1, row * 200 + x, row * 200 + x + width);
  const {
    mask: digit,
    rival,
    others,
  } = choosePieces(
    mask,
    planeOf(200, 160, () => 0.5),
  );
  expect(
    Buffer.compare(
      digit.data.map((belongs, i) => belongs + others.data[i]),
      mask.data,
    ),
  ).toBe(0);
  return { kept: boxes.map(([x, y]) => digit.data[y * 200 + x] === 1), rival };
}

const STEM: Box = [90, 40, 12, 80];

describe('choosePieces', () => {
  it('keeps the one piece there is, wherever it lies', () => {
    expect(chosen(STEM)).toEqual({ kept: [true], rival: false });
    expect(chosen([180, 130, 6, 20])).toEqual({ kept: [true], rival: false });
    expect(chosen([0, 0, 200, 160])).toEqual({ kept: [true], rival: false });
  });

  it('adds the bar of a 5 that does not quite touch', () => {
    expect(chosen(STEM, [106, 40, 40, 10]).kept).toEqual([true, true]);
  });

  it('adds the broken lower half', () => {
    expect(chosen([90, 40, 12, 50], [91, 96, 12, 30]).kept).toEqual([true, true]);
  });

  it('leaves specks out', () => {
    expect(chosen(STEM, [105, 60, 1, 1], [80, 70, 2, 1]).kept).toEqual([true, false, false]);
  });

  it('leaves out a frame, a ruled line, and a shadow at the edge', () => {
    expect(chosen(STEM, [0, 0, 200, 6], [0, 10, 6, 140]).kept).toEqual([true, false, false]);
    expect(chosen(STEM, [0, 130, 200, 2]).kept).toEqual([true, false]);
    expect(chosen(STEM, [0, 0, 40, 160]).kept).toEqual([true, false]);
  });

  it('leaves a neighbour out, and says that there is one', () => {
    expect(chosen(STEM, [125, 42, 12, 76])).toEqual({ kept: [true, false], rival: true });
  });

  it('finds nothing where there is nothing', () => {
    expect(
      choosePieces(
        createMask(5, 5),
        planeOf(5, 5, () => 0),
      ),
    ).toMatchObject({ pieces: [], rival: false });
  });
});
