import { describe, expect, it } from 'vitest';
import { turnBands } from './bands.js';
import { planeOf } from './drawing.fixture.js';
import { createPlane, type Plane, transposeInto } from './plane.js';

/** A soft stroke, 1 on 0, from the upper edge down to the right. */
const stroke = planeOf(28, 28, (x, y) => (y > 22 ? 0 : Math.max(0, 1 - Math.abs(x - 3 - 0.9 * y) / 2)));
const inBand = (along: number) => along < 7 || along >= 21;
const striped = (plane: Plane) =>
  planeOf(28, 28, (x, y) => (inBand(x) ? 1 - plane.data[y * 28 + x] : plane.data[y * 28 + x]));
const transposed = (plane: Plane) => transposeInto(plane, createPlane(plane.height, plane.width));

describe('turnBands', () => {
  it('turns bands back, upright and across, and keeps the ground that most of the picture has', () => {
    for (const [picture, expected] of [
      [striped(stroke), stroke],
      [transposed(striped(stroke)), transposed(stroke)],
    ]) {
      const turned = turnBands(picture);
      expect(turned).toBeDefined();
      // 14 of 28 columns have either ground: black is kept where not more than half is white.
      turned?.data.forEach((value, i) => {
        expect(value).toBeCloseTo(expected.data[i], 5);
      });
    }
  });

  it('leaves a picture of one ground, a tightly cropped stroke and uneven light alone', () => {
    expect(turnBands(stroke)).toBeUndefined();
    // A 1 from edge to edge, leaning: its columns are full below and empty above.
    expect(turnBands(planeOf(16, 16, (x, y) => (Math.abs(x - 4 - y / 2) < 3 ? 1 : 0)))).toBeUndefined();
    expect(turnBands(planeOf(28, 28, (x) => x / 28))).toBeUndefined();
    // A checked pattern changes its ground too often.
    expect(turnBands(planeOf(28, 28, (x) => (x % 4 < 2 ? 1 : 0)))).toBeUndefined();
  });
});
