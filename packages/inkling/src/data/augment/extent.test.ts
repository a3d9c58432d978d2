import { describe, expect, it } from 'vitest';
import { changed, drawBar, drawNine } from './augment.fixture.js';
import { extentOf } from './extent.js';
import { linearMap } from './linearMap.js';
import { createPicture } from './picture.js';
import { warp } from './warp.js';

describe('extentOf', () => {
  it('measures box and centre of mass', () => {
    expect(extentOf(drawBar(), linearMap({}))).toEqual({ length: 20, middle: [14.5, 14], mass: [14.5, 14] });
    expect(extentOf(createPicture(), linearMap({}))).toBeUndefined();
  });

  it('foretells where the ink of a mapped picture lies', () => {
    const map = linearMap({ rotation: 0.4, shear: -0.3, scale: 0.9, stretch: 1.2 });
    const foretold = extentOf(drawNine(), map);
    const mapped = changed(drawNine(), (copy) => warp(copy, { map, from: [14, 14], to: [14, 14] }));
    const found = extentOf(mapped, linearMap({}));
    expect(foretold?.mass[0]).toBeCloseTo(found?.mass[0] ?? Number.NaN, 1);
    expect(foretold?.mass[1]).toBeCloseTo(found?.mass[1] ?? Number.NaN, 1);
    expect(Math.abs((foretold?.length ?? 0) - (found?.length ?? Number.NaN))).toBeLessThanOrEqual(1.2);
  });
});
