import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { resample } from './resample.js';

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

describe('resample', () => {
  it('leaves an even area even, whatever the scale', () => {
    const even = planeOf(40, 40, () => 0.7);
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 9, noNaN: true }), (scale) => {
        const size = Math.floor(38 / scale);
        const { data } = resample(even, { width: size, height: size, scale, left: 1, top: 1.5 });
        expect(Math.min(...data)).toBeCloseTo(0.7, 5);
        expect(Math.max(...data)).toBeCloseTo(0.7, 5);
      }),
    );
  });

  it('keeps the amount of ink: its sum times the area of a pixel', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (scale, shift) => {
          const source = planeOf(20, 20, (x, y) => (x > 4 && x < 15 && y > 6 && y < 12 ? (x * y) / 200 : 0));
          const size = Math.ceil(26 / scale) + 1;
          const result = resample(source, { width: size, height: size, scale, left: -shift, top: -shift });
          expect(sum(result.data) * scale * scale).toBeCloseTo(sum(source.data), 2);
        },
      ),
    );
  });

  it('halves by the tent 1 7 7 1', () => {
    const source = planeOf(6, 4, (x) => (x === 2 ? 16 : 0));
    const { data } = resample(source, { width: 3, height: 1, scale: 2, left: 0, top: 1 });
    expect(Array.from(data)).toEqual([1, 7, 0].map((value) => expect.closeTo(value)));
  });
});
