import { ZEROS } from './simd.as';
import { PANEL, STORE, Tile } from './tile.as';

// Products of Winograd's transforms: many small matrix products, over so few channels that what surrounds the loop counts.
// So these tiles leave out all that `multiplyRows` could do and they do not need.

function products1(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(1, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

function products2(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(2, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

function products3(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(3, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

function products4(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(4, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

function products5(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(5, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

function products6(a: usize, aRow: usize, steps: usize, b: usize, c: usize, cRow: usize): void {
  Tile.multiply(6, STORE, a, aRow, 0, 4, 1, steps, 0, b, ZEROS, c, cRow, 0, PANEL);
}

/** c [rows, 8] = a [rows, steps] · b [steps, 8]; rows of a and c are `aRow` and `cRow` bytes apart. */
export function multiplyProducts(
  rows: usize,
  a: usize,
  aRow: usize,
  steps: usize,
  b: usize,
  c: usize,
  cRow: usize,
): void {
  for (let tiles = (rows + 5) / 6; tiles; tiles--) {
    const height = (rows + tiles - 1) / tiles;
    if (height === 6) products6(a, aRow, steps, b, c, cRow);
    else if (height === 5) products5(a, aRow, steps, b, c, cRow);
    else if (height === 4) products4(a, aRow, steps, b, c, cRow);
    else if (height === 3) products3(a, aRow, steps, b, c, cRow);
    else if (height === 2) products2(a, aRow, steps, b, c, cRow);
    else products1(a, aRow, steps, b, c, cRow);
    rows -= height;
    a += height * aRow;
    c += height * cRow;
  }
}
