import { rowLengthOf } from './byOutput.as';
import { Conv2DShape } from './conv2dShape.as';
import { ENTRY, LIST } from './sparse.as';

/** Filters that fit in one mask. */
const MASK: usize = 64;

/**
 * Sorts the live (window, filter) pairs of a sample into lists: one for each filter, whose sources are the patches that
 * won, and, unless `byPlace` is 0, one for each place of a window (4·windows), whose sources are the filters that won
 * there. Adds their gradients to db. Filters are found by the bits of masks, so that the dead ones cost nothing.
 */
export function makeLists(
  shape: Conv2DShape,
  arg: usize,
  dy: usize,
  db: usize,
  byFilter: usize,
  filterEntries: usize,
  byPlace: usize,
  placeEntries: usize,
): void {
  const filters = shape.filters;
  const windowsHigh = shape.outHeight / 2;
  const windowsWide = shape.outWidth / 2;
  const right = shape.patchStep;
  const below = shape.patchRowStep;
  const filterStep = shape.kernelHeight * rowLengthOf(shape) * 4;
  for (let filter: usize = 0; filter < filters; filter++) {
    const list = byFilter + filter * LIST;
    const start = filterEntries + filter * windowsHigh * windowsWide * ENTRY;
    store<u32>(list, start);
    store<u32>(list, start, 4);
    store<u32>(list, filter * filterStep, 8);
  }
  for (let wy: usize = 0; wy < windowsHigh; wy++) {
    for (let wx: usize = 0; wx < windowsWide; wx++) {
      for (let index: usize = 0; index < 4; index++) {
        const place: usize = (wy * 2 + (index >> 1)) * below + (wx * 2 + (index & 1)) * right;
        const start = placeEntries;
        for (let first: usize = 0; first < filters; first += MASK) {
          let winners = winnersOf(arg + first, index, filters - first);
          while (winners) {
            const filter = first + usize(ctz(winners));
            winners &= winners - 1;
            const gradient = load<f32>(dy + filter * 4);
            const sum = db + filter * 4;
            store<f32>(sum, load<f32>(sum) + gradient);
            const list = byFilter + filter * LIST;
            const end: usize = load<u32>(list, 4);
            store<u32>(end, place);
            store<f32>(end, gradient, 4);
            store<u32>(list, end + ENTRY, 4);
            if (byPlace) {
              store<u32>(placeEntries, filter * filterStep);
              store<f32>(placeEntries, gradient, 4);
              placeEntries += ENTRY;
            }
          }
        }
        if (byPlace) {
          store<u32>(byPlace, start);
          store<u32>(byPlace, placeEntries, 4);
          store<u32>(byPlace, place, 8);
          byPlace += LIST;
        }
      }
      arg += filters;
      dy += filters * 4;
    }
  }
}

/** A bit for each of the next 64 filters (as far as there are as many) whose arg is `index`. May read 64 bytes. */
function winnersOf(arg: usize, index: usize, filters: usize): u64 {
  const wanted = i8x16.splat(u8(index));
  let mask: u64 = 0;
  for (let first: usize = 0; first < min(filters, MASK); first += 16) {
    const equal = i8x16.eq(v128.load(arg + first), wanted);
    mask |= u64(u32(i8x16.bitmask(equal))) << first;
  }
  return filters < MASK ? mask & (((<u64>1) << filters) - 1) : mask;
}
