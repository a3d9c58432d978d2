/**
 * A 64-bit name for a sequence of bytes: FNV-1a, as 16 hexadecimal digits. It tells data sets apart by their labels;
 * it is no protection against somebody who wants two to look alike.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(bytes: Uint8Array): string {
  // The state in two halves, since the prime 0x100000001b3 = 2⁴⁰ + 0x1b3 makes the product easy in 32-bit steps.
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
