import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverse, type LinearMap, linearMap } from './linearMap.js';

const apply = ({ xx, xy, yx, yy }: LinearMap, [x, y]: readonly number[]) => [xx * x + xy * y, yx * x + yy * y];
const small = fc.double({ min: -0.8, max: 0.8, noNaN: true });

describe('linearMap', () => {
  it('turns clockwise, shears, scales and stretches', () => {
    const close = (...values: number[]) => values.map((value) => expect.closeTo(value, 5));
    expect(apply(linearMap({}), [3, 4])).toEqual([3, 4]);
    expect(apply(linearMap({ rotation: Math.PI / 2 }), [0, -1])).toEqual(close(1, 0));
    expect(apply(linearMap({ shear: 0.5 }), [1, 4])).toEqual(close(-1, 4));
    expect(apply(linearMap({ scale: 3 }), [1, 2])).toEqual(close(3, 6));
    expect(apply(linearMap({ stretch: 2 }), [1, 2])).toEqual(close(2, 1));
    // Stretched, then sheared, then turned, then scaled.
    expect(apply(linearMap({ stretch: 2, shear: 0.5, rotation: Math.PI / 2, scale: 3 }), [1, 2])).toEqual(
      close(-3, 4.5),
    );
  });

  it('keeps areas but for the square of the scale, and is undone by its inverse', () => {
    fc.assert(
      fc.property(small, small, small, small, (rotation, shear, stretch, scale) => {
        const map = linearMap({ rotation, shear, stretch: 1 + stretch, scale: 1 + scale });
        expect(map.xx * map.yy - map.xy * map.yx).toBeCloseTo((1 + scale) ** 2, 4);
        const [x, y] = apply(inverse(map), apply(map, [5, -7]));
        expect([x, y]).toEqual([expect.closeTo(5, 8), expect.closeTo(-7, 8)]);
      }),
    );
  });
});
