import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, drawNine, drawPicture, inkOf, pixel } from './augment.fixture.js';
import { elasticField } from './elastic.js';
import { type LinearMap, linearMap } from './linearMap.js';
import { type Picture, SIDE } from './picture.js';
import { warp } from './warp.js';

const middle = [SIDE / 2, SIDE / 2] as const;
const nine = drawNine();

/** Looks up each pixel's place in the source, written down anew: the map is undone by Cramer's rule. */
function warpReference(
  picture: Picture,
  { xx, xy, yx, yy }: LinearMap,
  from: readonly number[],
  to: readonly number[],
) {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixel(picture, x, y));
  return drawPicture((column, row) => {
    const [x, y] = [column + 0.5 - to[0], row + 0.5 - to[1]];
    const determinant = xx * yy - xy * yx;
    const sourceX = (x * yy - y * xy) / determinant + from[0] - 0.5;
    const sourceY = (y * xx - x * yx) / determinant + from[1] - 0.5;
    const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
    const [right, down] = [sourceX - left, sourceY - top];
    return (
      (1 - down) * ((1 - right) * at(left, top) + right * at(left + 1, top)) +
      down * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1))
    );
  });
}

describe('warp', () => {
  it('agrees with a plain look-up for any map', () => {
    const small = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    const shift = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(small, small, small, small, shift, shift, (rotation, shear, stretch, scale, x, y) => {
        const map = linearMap({ rotation, shear, stretch: 1 + stretch / 2, scale: 1 + scale });
        const to: [number, number] = [14 + x, 14 + y];
        const result = changed(nine, (copy) => warp(copy, { map, from: middle, to }));
        const expected = warpReference(nine, map, middle, to);
        for (let i = 0; i < result.length; i++) expect(Math.abs(result[i] - expected[i])).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it('shifts by whole pixels exactly, and what leaves the picture is gone', () => {
    const result = changed(nine, (copy) => warp(copy, { map: linearMap({}), from: middle, to: [23, 17] }));
    expect(result).toEqual(drawPicture((x, y) => (x >= 9 && y >= 3 ? pixel(nine, x - 9, y - 3) : 0)));
  });

  it('turns clockwise: a quarter moves the top to the right', () => {
    const result = changed(nine, (copy) =>
      warp(copy, { map: linearMap({ rotation: Math.PI / 2 }), from: middle, to: middle }),
    );
    const expected = drawPicture((x, y) => pixel(nine, y, SIDE - 1 - x));
    for (let i = 0; i < result.length; i++) expect(Math.abs(result[i] - expected[i])).toBeLessThanOrEqual(1e-4);
  });

  it('shears to the left below the middle, to the right above it', () => {
    const bar = drawPicture((x) => (x === 14 ? 1 : 0));
    const result = changed(bar, (copy) => warp(copy, { map: linearMap({ shear: 0.4 }), from: middle, to: middle }));
    // Row 26 lies 12.5 px below the middle and moves 5 px.
    expect([pixel(result, 9, 26), pixel(result, 19, 1)]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  it('an even bend is a shift; a random one keeps the ink, nearly', () => {
    const field = elasticField(new Random(1), 0);
    field.x.fill(-2);
    field.y.fill(1);
    const result = changed(nine, (copy) => warp(copy, { map: linearMap({}), from: middle, to: middle, field }));
    const expected = drawPicture((x, y) => (x >= 2 && y < SIDE - 1 ? pixel(nine, x - 2, y + 1) : 0));
    for (let i = 0; i < result.length; i++) expect(Math.abs(result[i] - expected[i])).toBeLessThanOrEqual(1e-6);

    const bends = Array.from({ length: 200 }, (_, seed) =>
      changed(nine, (copy) => {
        warp(copy, { map: linearMap({}), from: middle, to: middle, field: elasticField(new Random(seed), 1.1) });
      }),
    );
    const mean = bends.reduce((sum, bend) => sum + inkOf(bend), 0) / bends.length;
    expect(Math.abs(mean / inkOf(nine) - 1)).toBeLessThanOrEqual(0.02);
    for (const bend of bends) expect(Math.abs(inkOf(bend) / inkOf(nine) - 1)).toBeLessThanOrEqual(0.4);
  });
});
