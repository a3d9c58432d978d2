const SIDE = 28;
const MIDDLE = (SIDE - 1) / 2;

/** How much the copies differ from the digit. */
export interface JitterAmounts {
  /** How far they are moved, px, and as far the other way. */
  readonly shift: readonly [x: number, y: number];
  /** Cosine and sine of the angle that they are turned by. */
  readonly turn: readonly [cosine: number, sine: number];
  /** How far the edge of their ink goes out or in, px. */
  readonly pen: number;
}

/** Chosen on validation digits by scripts/compare-jitters.mjs. 10° are written out: engines differ in the last bit of a sine. */
const AMOUNTS: JitterAmounts = { shift: [1, 0], turn: [0.9848, 0.1736], pen: 0.25 };
/** A place and the eight around it, each 1 away. */
const AROUND = [-1, 0, 1].flatMap((y) =>
  [-1, 0, 1].map((x) => {
    const scale = x !== 0 && y !== 0 ? Math.SQRT1_2 : 1;
    return [scale * x, scale * y];
  }),
);

/** The ink at any place, 0..255: interpolated linearly between the four pixels around it, none outside of the picture. */
type Ink = (x: number, y: number) => number;

/**
 * Slightly changed copies of a digit, as people hold papers and pens: moved by a pixel to either side, turned by 10° either way,
 * drawn with a pen half a pixel thicker and one thinner. What a network says to them shows how much its answer hangs on chance.
 *
 * @param pixels `[28 × 28]`, 0 ground .. 255 ink
 * @returns six copies of the same form
 */
export function jitters(
  pixels: Uint8Array,
  { shift: [right, down], turn: [cosine, sine], pen }: JitterAmounts = AMOUNTS,
): Uint8Array[] {
  const ink = inkOf(pixels);
  return [
    copyOf((x, y) => ink(x + right, y + down)),
    copyOf((x, y) => ink(x - right, y - down)),
    copyOf(turned(ink, cosine, sine)),
    copyOf(turned(ink, cosine, -sine)),
    ...otherPens(ink, pen),
  ];
}

function copyOf(ink: Ink): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => ink(i % SIDE, Math.floor(i / SIDE)) + 0.5);
}

function inkOf(pixels: Uint8Array): Ink {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x]);
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - left, y - top];
    const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
    const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
    return upper * (1 - below) + lower * below;
  };
}

/** About the middle. */
function turned(ink: Ink, cosine: number, sine: number): Ink {
  return (x, y) => {
    const [u, v] = [x - MIDDLE, y - MIDDLE];
    return ink(cosine * u + sine * v + MIDDLE, cosine * v - sine * u + MIDDLE);
  };
}

/** The most ink around each place, which moves edges outwards, and the least, which moves them inwards; both as grey as they were. */
function otherPens(ink: Ink, pen: number): [thicker: Uint8Array, thinner: Uint8Array] {
  const around = AROUND.map(([dx, dy]) => [pen * dx, pen * dy]);
  const [thicker, thinner] = [new Uint8Array(SIDE * SIDE), new Uint8Array(SIDE * SIDE)];
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    let [most, least] = [0, 255];
    for (const [dx, dy] of around) {
      const there = ink(x + dx, y + dy);
      most = Math.max(most, there);
      least = Math.min(least, there);
    }
    thicker[i] = most + 0.5;
    thinner[i] = least + 0.5;
  }
  return [thicker, thinner];
}
