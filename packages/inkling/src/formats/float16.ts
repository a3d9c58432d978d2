import type { Sequential } from '../model/sequential.js';

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

/** The 16 bits of the float16 (IEEE 754 binary16) nearest to a number; of two as near, the even one. */
export function toFloat16Bits(value: number): number {
  float[0] = value;
  const bits = bitsOfFloat[0];
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7f_ffff;
  if (exponent === 143) return sign | (fraction ? 0x7e00 : 0x7c00);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  // Below 2⁻¹⁴ the leading 1 is written out, and fewer bits are kept the smaller the number is. A carry from rounding goes
  // on into the exponent, as it should.
  return exponent > 0
    ? sign | shiftRounded((exponent << 23) | fraction, 13)
    : sign | shiftRounded(fraction | 0x80_0000, 14 - exponent);
}

function shiftRounded(bits: number, by: number): number {
  const kept = bits >>> by;
  const rest = bits & ((1 << by) - 1);
  const half = 1 << (by - 1);
  return rest > half || (rest === half && kept % 2 === 1) ? kept + 1 : kept;
}

/** The number that 16 bits stand for. */
export function fromFloat16Bits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * powers[exponent];
}

/** 2^(exponent − 15) / 1024, exact. */
const powers = Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 25));

/**
 * Brings every weight of a model to the nearest number that float16 has, so that half the bytes keep it whole.
 *
 * @example
 * const smaller = await loadKerasH5(h5);
 * roundToFloat16(smaller);
 */
export function roundToFloat16(model: Sequential): void {
  for (const { values } of model.weights) {
    for (let i = 0; i < values.length; i++) values[i] = fromFloat16Bits(toFloat16Bits(values[i]));
  }
}
