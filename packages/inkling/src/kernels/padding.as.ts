import { clear, copyFloats } from './simd.as';

/** y [paddedSize] = zeros but for the rows of x [height, row]: they begin `before` elements on, `paddedRow` apart. */
export function padRows(
  samples: usize,
  height: usize,
  row: usize,
  paddedSize: usize,
  paddedRow: usize,
  before: usize,
  x: usize,
  y: usize,
): void {
  for (; samples; samples--) {
    clear(paddedSize, y);
    for (let i: usize = 0; i < height; i++) {
      copyFloats(row, x, y + (before + i * paddedRow) * 4);
      x += row * 4;
    }
    y += paddedSize * 4;
  }
}

/** The opposite: x [height, row] = those rows of y. */
export function cropRows(
  samples: usize,
  height: usize,
  row: usize,
  paddedSize: usize,
  paddedRow: usize,
  before: usize,
  y: usize,
  x: usize,
): void {
  for (; samples; samples--) {
    for (let i: usize = 0; i < height; i++) {
      copyFloats(row, y + (before + i * paddedRow) * 4, x);
      x += row * 4;
    }
    y += paddedSize * 4;
  }
}
