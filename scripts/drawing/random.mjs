/** Uniform numbers from 0 up to 1, the same for the same text: mulberry32, seeded by the text's FNV-1a hash. */
export function randomOf(text) {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Soft noise from -1 to 1 over the plane, with hills about `size` px wide: `noise(x, y)`. */
export function noiseOf(random, size) {
  const side = 64;
  const lattice = Float64Array.from({ length: side * side }, () => random() * 2 - 1);
  const at = (column, row) => lattice[(row & (side - 1)) * side + (column & (side - 1))];
  const ease = (t) => t * t * (3 - 2 * t);
  return (x, y) => {
    const [u, v] = [x / size, y / size];
    const [column, row] = [Math.floor(u), Math.floor(v)];
    const [s, t] = [ease(u - column), ease(v - row)];
    const above = at(column, row) * (1 - s) + at(column + 1, row) * s;
    const below = at(column, row + 1) * (1 - s) + at(column + 1, row + 1) * s;
    return above * (1 - t) + below * t;
  };
}
