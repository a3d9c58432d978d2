import { multiplyRows } from './multiplyRows.as';
import { ZEROS } from './simd.as';
import { ADD, PANEL, STORE } from './tile.as';
import { multiplyWideRow, WIDE } from './wideRow.as';

/**
 * Copies B [k, n] into panels [⌈n/8⌉][k][8], the last one filled up with zeros: what `matmul` reads at a time then
 * lies together. Element (r, c) of B is source[r·rowStride + c·columnStride], so a transposed matrix packs as well. Panels lie
 * `panelStride` elements apart: 8·k, or more where B is a part of the rows of what is packed.
 */
export function packPanels(
  k: usize,
  n: usize,
  source: usize,
  rowStride: usize,
  columnStride: usize,
  panels: usize,
  panelStride: usize,
): void {
  rowStride <<= 2;
  columnStride <<= 2;
  for (let first: usize = 0; first < n; first += PANEL) {
    const width = min(PANEL, n - first);
    if (width === PANEL && columnStride === 4) packRows(k, source, rowStride, panels);
    else if (width === PANEL && rowStride === 4) packColumns(k, source, columnStride, panels);
    else packPart(k, width, source, rowStride, columnStride, panels);
    source += PANEL * columnStride;
    panels += panelStride * 4;
  }
}

/** Eight neighbouring columns: a plain copy. */
function packRows(k: usize, source: usize, rowStride: usize, panel: usize): void {
  for (; k; k--) {
    v128.store(panel, v128.load(source));
    v128.store(panel, v128.load(source, 16), 16);
    source += rowStride;
    panel += PANEL * 4;
  }
}

/** Eight rows of the transposed matrix, four steps of k at a time. */
function packColumns(k: usize, source: usize, columnStride: usize, panel: usize): void {
  const second = source + 4 * columnStride;
  let done: usize = 0;
  for (; done + 4 <= k; done += 4) {
    transpose4(source + done * 4, columnStride, panel + done * PANEL * 4);
    transpose4(second + done * 4, columnStride, panel + done * PANEL * 4 + 16);
  }
  packPart(k - done, PANEL, source + done * 4, 4, columnStride, panel + done * PANEL * 4);
}

/** Four floats of each of four rows become four floats of each of four columns, a panel's width apart. */
function transpose4(source: usize, stride: usize, destination: usize): void {
  const r0 = v128.load(source);
  const r1 = v128.load(source + stride);
  const r2 = v128.load(source + 2 * stride);
  const r3 = v128.load(source + 3 * stride);
  const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const t2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(destination, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
  v128.store(destination, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7), 32);
  v128.store(destination, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5), 64);
  v128.store(destination, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7), 96);
}

function packPart(k: usize, width: usize, source: usize, rowStride: usize, columnStride: usize, panel: usize): void {
  for (; k; k--) {
    v128.store(panel, f32x4.splat(0));
    v128.store(panel, f32x4.splat(0), 16);
    for (let column: usize = 0; column < width; column++) {
      store<f32>(panel + column * 4, load<f32>(source + column * columnStride));
    }
    source += rowStride;
    panel += PANEL * 4;
  }
}

/**
 * C [m, n] = (accumulate ? C : bias [n], or 0 where bias is 0) + A [m, k] · B [k, n].
 * A(i, r) = a[i·aRow + r·aStep]; B is packed, its panels `panelStride` elements apart; C(i, j) = c[i·cRow + j].
 * Each row of C is the same bits for any m.
 */
export function matmul(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  panels: usize,
  panelStride: usize,
  bias: usize,
  accumulate: i32,
  c: usize,
  cRow: usize,
): void {
  const mode = accumulate ? ADD : STORE;
  let first: usize = 0;
  if (m === 1 && !accumulate) {
    for (; first + WIDE * PANEL <= n; first += WIDE * PANEL) {
      multiplyWideRow(k, a, aStep * 4, panels, panelStride * 4, bias ? bias + first * 4 : 0, c + first * 4);
      panels += WIDE * panelStride * 4;
    }
  }
  for (; first < n; first += PANEL) {
    const init = bias && !accumulate ? bias + first * 4 : ZEROS;
    multiplyRows(mode, m, a, aRow * 4, aStep * 4, 1, k, 0, panels, init, c + first * 4, cRow * 4, n - first);
    panels += panelStride * 4;
  }
}
