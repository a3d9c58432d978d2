import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFloat16Bits, toFloat16Bits } from './float16.js';

const allBits = Array.from({ length: 2 ** 16 }, (_, bits) => bits);
const finite = allBits.map(fromFloat16Bits).filter(Number.isFinite);

describe('float16', () => {
  // From the tables of IEEE 754 binary16.
  const known: readonly (readonly [number, number])[] = [
    [0x0001, 2 ** -24],
    [0x03ff, 6.097555160522461e-5],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3c00, 1],
    [0x3c01, 1.0009765625],
    [0xc000, -2],
    [0x7bff, 65_504],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
  ];
  it.each(known)('%i are the bits of %d', (bits, value) => {
    expect(fromFloat16Bits(bits)).toBe(value);
    expect(toFloat16Bits(value)).toBe(bits);
  });

  it('every number survives the way there and back; not-a-number stays one', () => {
    for (const bits of allBits) {
      const value = fromFloat16Bits(bits);
      if (Number.isNaN(value)) expect(fromFloat16Bits(toFloat16Bits(value))).toBeNaN();
      else if (toFloat16Bits(value) !== bits) expect.fail(`bits ${bits} came back as ${toFloat16Bits(value)}`);
    }
  });

  it('rounds to the nearest, ties to even', () => {
    const near = fc.oneof(
      fc.float({ min: Math.fround(-65_000), max: Math.fround(65_000), noNaN: true }),
      fc.float({ min: Math.fround(-1e-4), max: Math.fround(1e-4), noNaN: true }),
    );
    fc.assert(
      fc.property(near, (value) => {
        const rounded = fromFloat16Bits(toFloat16Bits(value));
        const distance = Math.abs(rounded - value);
        for (const other of finite)
          if (Math.abs(other - value) < distance) expect.fail(`${other} is nearer to ${value}`);
      }),
    );
    expect(toFloat16Bits(1 + 2 ** -11)).toBe(0x3c00);
    expect(toFloat16Bits(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(toFloat16Bits(2 ** -25)).toBe(0);
    expect(toFloat16Bits(3 * 2 ** -25)).toBe(2);
    expect(toFloat16Bits(2047.5 * 2 ** -25)).toBe(0x0400);
  });

  it('becomes infinite from half a step above the largest on', () => {
    expect(toFloat16Bits(65_519)).toBe(0x7bff);
    expect(toFloat16Bits(65_520)).toBe(0x7c00);
    expect(toFloat16Bits(-1e9)).toBe(0xfc00);
  });
});
