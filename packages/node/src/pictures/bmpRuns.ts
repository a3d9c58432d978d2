/** What a zero byte announces when it comes first of a pair. */
const END_OF_LINE = 0;
const END_OF_BITMAP = 1;
const DELTA = 2;

/**
 * Undoes a bitmap's run lengths, RLE8 or RLE4 (`bits` 8 or 4). Rows come from the bottom up.
 * Pixels that the runs skip, or that a file cut short does not reach, have colour 0.
 *
 * @returns the palette index of each pixel, `[height × width]`, rows from the top
 */
export function decodeRuns(runs: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const indices = new Uint8Array(width * height);
  let x = 0;
  let y = height - 1;
  const put = (index: number) => {
    if (x < width && y >= 0) indices[y * width + x] = index;
    x++;
  };
  /** The n-th index of a packed sequence: whole bytes, or halves of bytes, the upper first. */
  const nth = (byte: number, n: number) => (bits === 8 ? byte : n % 2 === 0 ? byte >> 4 : byte & 15);

  let at = 0;
  while (at + 1 < runs.length && y >= 0) {
    const count = runs[at];
    const value = runs[at + 1];
    at += 2;
    if (count > 0) {
      for (let n = 0; n < count; n++) put(nth(value, n));
    } else if (value === END_OF_LINE) {
      x = 0;
      y--;
    } else if (value === END_OF_BITMAP) {
      break;
    } else if (value === DELTA) {
      x += runs[at];
      y -= runs[at + 1];
      at += 2;
    } else {
      for (let n = 0; n < value; n++) put(nth(runs[at + (bits === 8 ? n : n >> 1)], n));
      const length = bits === 8 ? value : Math.ceil(value / 2);
      at += length + (length % 2);
    }
  }
  return indices;
}
