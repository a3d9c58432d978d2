import { Tile } from './tile.as';

/** Most rows of a tile: 12 sums, 2 columns of B and a splat of A fill the vector registers of x64 that V8 leaves us. */
const ROWS: usize = 6;

function tile1(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(1, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

function tile2(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(2, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

function tile3(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(3, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

function tile4(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(4, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

function tile5(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(5, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

function tile6(
  mode: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aSkip: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  Tile.multiply(6, mode, a, aRow, 0, aStep, runs, steps, aSkip, b, init, c, cRow, 0, width);
}

/**
 * The tile of `Tile.multiply` with any number of rows, cut into tiles of nearly equal height; `mode` is STORE, ADD or RESUME.
 */
export function multiplyRows(
  mode: i32,
  rows: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  runs: usize,
  steps: usize,
  aRun: usize,
  b: usize,
  init: usize,
  c: usize,
  cRow: usize,
  width: usize,
): void {
  const aSkip = aRun - steps * aStep;
  for (let tiles = (rows + ROWS - 1) / ROWS; tiles; tiles--) {
    const height = (rows + tiles - 1) / tiles;
    if (height === 6) tile6(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    else if (height === 5) tile5(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    else if (height === 4) tile4(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    else if (height === 3) tile3(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    else if (height === 2) tile2(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    else tile1(mode, a, aRow, aStep, runs, steps, aSkip, b, init, c, cRow, width);
    rows -= height;
    a += height * aRow;
    c += height * cRow;
  }
}
