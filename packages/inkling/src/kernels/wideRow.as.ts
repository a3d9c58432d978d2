import { FENCE, Simd, ZEROS } from './simd.as';
import { PANEL } from './tile.as';

/** Panels that one row is multiplied with at the same time. */
export const WIDE: usize = 4;

/**
 * c [32] = bias [32], or 0 where bias is 0, + a [k] · four panels: a single row, whose sums would wait for one another if
 * there were only the two of one panel. Each is the same bits as in a tile. Distances in bytes.
 */
export function multiplyWideRow(
  k: usize,
  a: usize,
  aStep: usize,
  panels: usize,
  panelStride: usize,
  bias: usize,
  c: usize,
): void {
  const fence = load<i32>(FENCE);
  const next = bias ? PANEL * 4 : 0;
  let init = bias ? bias : ZEROS;
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  init += next;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  init += next;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  init += next;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  let p0 = panels;
  let p1 = p0 + panelStride;
  let p2 = p1 + panelStride;
  let p3 = p2 + panelStride;
  do {
    const x = v128.load32_splat(a);
    c00 = Simd.madd(x, v128.load(p0), c00);
    c01 = Simd.madd(x, v128.load(p0, 16), c01);
    if (fence === 1) break;
    c10 = Simd.madd(x, v128.load(p1), c10);
    c11 = Simd.madd(x, v128.load(p1, 16), c11);
    if (fence === 2) break;
    c20 = Simd.madd(x, v128.load(p2), c20);
    c21 = Simd.madd(x, v128.load(p2, 16), c21);
    if (fence === 3) break;
    c30 = Simd.madd(x, v128.load(p3), c30);
    c31 = Simd.madd(x, v128.load(p3, 16), c31);
    a += aStep;
    p0 += PANEL * 4;
    p1 += PANEL * 4;
    p2 += PANEL * 4;
    p3 += PANEL * 4;
  } while (--k);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c10, 32);
  v128.store(c, c11, 48);
  v128.store(c, c20, 64);
  v128.store(c, c21, 80);
  v128.store(c, c30, 96);
  v128.store(c, c31, 112);
}
