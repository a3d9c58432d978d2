/** Where in the picture the pixel of the copy at (u, v) from the middle comes from: (a u + b v, c u + d v). */
type Turn = readonly [a: number, b: number, c: number, d: number];

const SIDE = 28;
/** Cosine and sine of 7°, written out: engines differ in the last bit of theirs. */
const [COS, SIN] = [0.9925, 0.1219];

/** As people hold pens and cameras: turned by 7° either way, leaning either way, a little larger and smaller. */
const TURNS: readonly Turn[] = [
  [COS, SIN, -SIN, COS],
  [COS, -SIN, SIN, COS],
  [1, 0.18, 0, 1],
  [1, -0.18, 0, 1],
  [1.1, 0, 0, 1.1],
  [0.93, 0, 0, 0.93],
];

/**
 * Slightly changed copies of a digit. What a network says to them shows how much its answer hangs on chance.
 *
 * @param pixels `[28 × 28]`, 0 ground .. 255 ink
 * @returns six copies of the same form
 */
export function jitters(pixels: Uint8Array): Uint8Array[] {
  return TURNS.map((turn) => turned(pixels, turn));
}

/** Each pixel interpolated linearly between the four around the place that it comes from. */
function turned(pixels: Uint8Array, [a, b, c, d]: Turn): Uint8Array {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x]);
  const middle = (SIDE - 1) / 2;
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [u, v] = [(i % SIDE) - middle, Math.floor(i / SIDE) - middle];
    const [x, y] = [a * u + b * v + middle, c * u + d * v + middle];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - left, y - top];
    const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
    const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
    return upper * (1 - below) + lower * below + 0.5;
  });
}
