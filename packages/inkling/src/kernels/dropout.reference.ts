/** "lowbias32" (Wellons, 2018). */
function hash(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Which elements dropout keeps: 1 where a hash of the seed and the element's index is at least rate·2³². */
export function dropoutMaskReference(n: number, rate: number, seed: number, firstIndex: number): Uint8Array {
  const key = hash(seed);
  return Uint8Array.from({ length: n }, (_, i) => (hash(key + firstIndex + i) >= Math.fround(rate) * 2 ** 32 ? 1 : 0));
}

/** y = x / (1 − rate) where kept, else 0; its derivative is the same function of dy. */
export function dropoutReference(x: ArrayLike<number>, mask: ArrayLike<number>, rate: number): Float64Array {
  return Float64Array.from(x, (value, i) => (mask[i] ? value / (1 - Math.fround(rate)) : 0));
}
