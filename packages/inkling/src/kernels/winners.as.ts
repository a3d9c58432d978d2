import { Simd } from './simd.as';
import { DEAD } from './tile.as';
import { WINDOW } from './windows.as';

/** Bytes of an entry: where the patches lie that won for four filters in one window (u32 each), then their four gradients. */
export const WINNERS: usize = 32;
/** Where in an entry the gradients begin. */
export const GRADIENTS: usize = 16;

/**
 * Writes an entry for each window from `list` to `seenEnd`; the gradient of a dead one is zero. Adds the gradients of these
 * windows and of those from there to `listEnd` to db. `right` and `below` bytes lie between the patches of a window. arg, dy
 * and db begin at the first of the four filters, of which `width` exist. Returns the end of the entries.
 */
export function listWinners(
  list: usize,
  seenEnd: usize,
  listEnd: usize,
  filters: usize,
  right: usize,
  below: usize,
  arg: usize,
  dy: usize,
  db: usize,
  width: usize,
  entry: usize,
): usize {
  const one = i32x4.splat(1);
  const dead = i32x4.splat(i32(DEAD));
  const rights = i32x4.splat(i32(right));
  const belows = i32x4.splat(i32(below));
  let sum = v128.load(db);
  let next = list;
  for (; next < seenEnd; next += WINDOW) {
    const output = usize(load<u32>(next, 4)) * filters;
    const winners = Simd.widen(arg + output);
    const gradients = v128.and(v128.load(dy + output * 4), i32x4.lt_s(winners, dead));
    sum = f32x4.add(sum, gradients);
    const odd = v128.and(rights, i32x4.neg(v128.and(winners, one)));
    const low = v128.and(belows, i32x4.neg(v128.and(i32x4.shr_u(winners, 1), one)));
    v128.store(entry, i32x4.add(v128.load32_splat(next), i32x4.add(odd, low)));
    v128.store(entry, gradients, GRADIENTS);
    entry += WINNERS;
  }
  for (; next < listEnd; next += WINDOW) {
    const output = usize(load<u32>(next, 4)) * filters;
    const winners = Simd.widen(arg + output);
    sum = f32x4.add(sum, v128.and(v128.load(dy + output * 4), i32x4.lt_s(winners, dead)));
  }
  Simd.storeWidth(db, sum, width);
  return entry;
}
