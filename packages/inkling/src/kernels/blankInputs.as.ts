import { matmul } from './matmul.as';
import { multiplyRows } from './multiplyRows.as';
import { clear, ZEROS } from './simd.as';
import { PANEL, RESUME, STORE } from './tile.as';

// Products with pictures, which are blank around their subject: where a pixel is zero in all samples, its column of x adds nothing.
// What is left out would have added zeros, so the bits are those of `matmul`.

/** Bytes of a run of columns: its first, and how many they are (u32 each). */
const RUN: usize = 8;
/** A gap this short is multiplied along: beginning anew costs as much. */
const SHORT: usize = 8;

/**
 * C [m, n] = bias [n], or 0 where bias is 0, + A [m, k] · B [k, n], as `matmul` computes it, without the columns of A that are
 * zero. Rows of A and C are k and n elements; a single one is multiplied whole. Scratch: ⌈k/4⌉ + 1 vectors and k runs.
 */
export function matmulBlank(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  panels: usize,
  bias: usize,
  c: usize,
  scratch: usize,
): void {
  if (m === 1) {
    matmul(m, n, k, a, k, 1, panels, k * PANEL, bias, 0, c, n);
    return;
  }
  const runs = scratch + ((k + 7) & ~3) * 4;
  const end = findRuns(m, k, a, scratch, runs);
  for (let first: usize = 0; first < n; first += PANEL) {
    const init = bias ? bias + first * 4 : ZEROS;
    const out = c + first * 4;
    // The first run begins with the bias, even if it is empty; the others go on.
    let mode = STORE;
    for (let run = runs; run < end; run += RUN) {
      const column: usize = load<u32>(run);
      const b = panels + column * PANEL * 4;
      multiplyRows(mode, m, a + column * 4, k * 4, 4, 1, load<u32>(run, 4), 0, b, init, out, n * 4, n - first);
      mode = RESUME;
    }
    panels += k * PANEL * 4;
  }
}

/**
 * C [m, n] = Aᵀ · B for A [k, m], B [k, n] in panels `panelStride` elements apart, as `matmul` computes it, but for columns of A
 * that are zero: their rows of C are zero. Scratch: ⌈m/4⌉ + 1 vectors and m runs.
 */
export function matmulBlankTransposed(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  panels: usize,
  panelStride: usize,
  c: usize,
  scratch: usize,
): void {
  const runs = scratch + ((m + 7) & ~3) * 4;
  const end = findRuns(k, m, a, scratch, runs);
  let done: usize = 0;
  for (let run = runs; run < end; run += RUN) {
    const row: usize = load<u32>(run);
    const rows: usize = load<u32>(run, 4);
    clear((row - done) * n, c + done * n * 4);
    matmul(rows, n, k, a + row * 4, 1, m, panels, panelStride, 0, 0, c + row * n * 4, n);
    done = row + rows;
  }
  clear((m - done) * n, c + done * n * 4);
}

/** Lists the runs of columns of x [rows, columns] that are not zero in all rows, at least one. Returns the end of the list. */
function findRuns(rows: usize, columns: usize, x: usize, joined: usize, runs: usize): usize {
  for (let column: usize = 0; column < columns; column += 4) {
    let next = x + column * 4;
    let any = v128.load(next);
    for (let row: usize = 1; row < rows; row++) {
      next += columns * 4;
      any = v128.or(any, v128.load(next));
    }
    v128.store(joined + column * 4, any);
  }
  let end = runs;
  let behind: usize = 0;
  for (let column: usize = 0; column < columns; column++) {
    if (!load<u32>(joined + column * 4)) continue;
    if (end > runs && column - behind <= SHORT) {
      const run = end - RUN;
      store<u32>(run, column + 1 - load<u32>(run), 4);
    } else {
      store<u32>(end, column);
      store<u32>(end, 1, 4);
      end += RUN;
    }
    behind = column + 1;
  }
  if (end > runs) return end;
  store<u32>(runs, 0);
  store<u32>(runs, 1, 4);
  return runs + RUN;
}
