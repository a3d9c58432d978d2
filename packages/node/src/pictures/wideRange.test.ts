import { expect, it } from 'vitest';
import { narrowTo8Bits } from './wideRange.js';

const pixel = (gray: number, alpha = 65535) => [gray, gray, gray, alpha];

it('keeps the upper byte where the colours use most of the range', () => {
  expect(narrowTo8Bits(Uint16Array.from([...pixel(0x1234), ...pixel(0xffff, 0x8000)]))).toEqual(
    Uint8Array.from([0x12, 0x12, 0x12, 255, 255, 255, 255, 128]),
  );
});

it('stretches a narrow range to the whole, but not the alpha', () => {
  expect(narrowTo8Bits(Uint16Array.from([...pixel(1000), ...pixel(2000), ...pixel(5000, 0x4000)]))).toEqual(
    Uint8Array.from([0, 0, 0, 255, 64, 64, 64, 255, 255, 255, 255, 64]),
  );
});

it('does not make something of a picture of one colour', () => {
  expect(narrowTo8Bits(Uint16Array.from(pixel(0x8000)))).toEqual(Uint8Array.from([128, 128, 128, 255]));
});
