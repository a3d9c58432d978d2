import { FENCE, Simd } from './simd.as';

/** Bytes of an entry of a list: where its source lies (u32, added to a base address) and its factor (f32). */
export const ENTRY: usize = 8;

/** Bytes of a list's record: its first entry, the end of its entries, where its sum goes (u32 each), and room to 16. */
export const LIST: usize = 16;

/**
 * For each list: destination[rows][vectors·4] += Σ over its entries of factor · source[rows][vectors·4], where rows
 * lie `sourceRow` and `destinationRow` bytes apart. The sums stay in registers while a list is walked: three rows of
 * four vectors are twelve of sixteen, and more rows or vectors take more walks. They begin at zero, so that a list need not
 * wait for what the one before it, whose destination may overlap, has stored.
 */
abstract class Sparse {
  @inline static add(
    rows: i32,
    vectors: i32,
    lists: usize,
    count: usize,
    sources: usize,
    sourceRow: usize,
    destinations: usize,
    destinationRow: usize,
  ): void {
    const fence = load<i32>(FENCE);
    const end = lists + count * LIST;
    for (; lists < end; lists += LIST) {
      let entry: usize = load<u32>(lists);
      const last: usize = load<u32>(lists, 4);
      if (entry === last) continue;
      const d0 = destinations + load<u32>(lists, 8);
      const d1 = d0 + destinationRow;
      const d2 = d1 + destinationRow;
      let s00 = f32x4.splat(0);
      let s01 = f32x4.splat(0);
      let s02 = f32x4.splat(0);
      let s03 = f32x4.splat(0);
      let s10 = f32x4.splat(0);
      let s11 = f32x4.splat(0);
      let s12 = f32x4.splat(0);
      let s13 = f32x4.splat(0);
      let s20 = f32x4.splat(0);
      let s21 = f32x4.splat(0);
      let s22 = f32x4.splat(0);
      let s23 = f32x4.splat(0);
      do {
        const p0 = sources + load<u32>(entry);
        const p1 = p0 + sourceRow;
        const p2 = p1 + sourceRow;
        const factor = v128.load32_splat(entry, 4);
        s00 = Simd.madd(factor, v128.load(p0), s00);
        if (vectors > 1) s01 = Simd.madd(factor, v128.load(p0, 16), s01);
        if (vectors > 2 && fence === 1) break;
        if (vectors > 2) s02 = Simd.madd(factor, v128.load(p0, 32), s02);
        if (vectors > 3) s03 = Simd.madd(factor, v128.load(p0, 48), s03);
        if (rows > 1) {
          if (fence === 2) break;
          s10 = Simd.madd(factor, v128.load(p1), s10);
          if (vectors > 1) s11 = Simd.madd(factor, v128.load(p1, 16), s11);
          if (vectors > 2 && fence === 3) break;
          if (vectors > 2) s12 = Simd.madd(factor, v128.load(p1, 32), s12);
          if (vectors > 3) s13 = Simd.madd(factor, v128.load(p1, 48), s13);
        }
        if (rows > 2) {
          if (fence === 4) break;
          s20 = Simd.madd(factor, v128.load(p2), s20);
          if (vectors > 1) s21 = Simd.madd(factor, v128.load(p2, 16), s21);
          if (vectors > 2 && fence === 5) break;
          if (vectors > 2) s22 = Simd.madd(factor, v128.load(p2, 32), s22);
          if (vectors > 3) s23 = Simd.madd(factor, v128.load(p2, 48), s23);
        }
        entry += ENTRY;
      } while (entry < last);
      Simd.addTo(d0, s00);
      if (vectors > 1) Simd.addTo(d0 + 16, s01);
      if (vectors > 2) Simd.addTo(d0 + 32, s02);
      if (vectors > 3) Simd.addTo(d0 + 48, s03);
      if (rows > 1) Simd.addTo(d1, s10);
      if (rows > 1 && vectors > 1) Simd.addTo(d1 + 16, s11);
      if (rows > 1 && vectors > 2) Simd.addTo(d1 + 32, s12);
      if (rows > 1 && vectors > 3) Simd.addTo(d1 + 48, s13);
      if (rows > 2) Simd.addTo(d2, s20);
      if (rows > 2 && vectors > 1) Simd.addTo(d2 + 16, s21);
      if (rows > 2 && vectors > 2) Simd.addTo(d2 + 32, s22);
      if (rows > 2 && vectors > 3) Simd.addTo(d2 + 48, s23);
    }
  }
}

function add1x1(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(1, 1, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add1x2(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(1, 2, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add1x3(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(1, 3, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add1x4(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(1, 4, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add2x1(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(2, 1, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add2x2(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(2, 2, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add2x3(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(2, 3, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add2x4(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(2, 4, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add3x1(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(3, 1, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add3x2(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(3, 2, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add3x3(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(3, 3, lists, count, sources, sourceRow, destinations, destinationRow);
}

function add3x4(
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  Sparse.add(3, 4, lists, count, sources, sourceRow, destinations, destinationRow);
}

/**
 * For each of `count` lists: destination[rows][vectors·4] += Σ factor · source[rows][vectors·4].
 */
export function addLists(
  rows: usize,
  vectors: usize,
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  if (vectors > 4) {
    // Three groups of four neighbouring vectors pass for three rows.
    for (; rows; rows--) {
      let done: usize = 0;
      for (; vectors - done >= 12; done += 12) {
        add3x4(lists, count, sources + done * 16, 64, destinations + done * 16, 64);
      }
      const fours = (vectors - done) >> 2;
      if (fours === 2) add2x4(lists, count, sources + done * 16, 64, destinations + done * 16, 64);
      else if (fours === 1) add1x4(lists, count, sources + done * 16, 64, destinations + done * 16, 64);
      done += fours * 4;
      addNarrow(1, vectors - done, lists, count, sources + done * 16, 0, destinations + done * 16, 0);
      sources += sourceRow;
      destinations += destinationRow;
    }
    return;
  }
  while (rows) {
    const taken = min<usize>(rows, 3);
    addNarrow(taken, vectors, lists, count, sources, sourceRow, destinations, destinationRow);
    sources += taken * sourceRow;
    destinations += taken * destinationRow;
    rows -= taken;
  }
}

function addNarrow(
  rows: usize,
  vectors: usize,
  lists: usize,
  count: usize,
  sources: usize,
  sourceRow: usize,
  destinations: usize,
  destinationRow: usize,
): void {
  if (rows === 3) {
    if (vectors === 4) add3x4(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 3) add3x3(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 2) add3x2(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 1) add3x1(lists, count, sources, sourceRow, destinations, destinationRow);
  } else if (rows === 2) {
    if (vectors === 4) add2x4(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 3) add2x3(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 2) add2x2(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 1) add2x1(lists, count, sources, sourceRow, destinations, destinationRow);
  } else {
    if (vectors === 4) add1x4(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 3) add1x3(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 2) add1x2(lists, count, sources, sourceRow, destinations, destinationRow);
    else if (vectors === 1) add1x1(lists, count, sources, sourceRow, destinations, destinationRow);
  }
}
