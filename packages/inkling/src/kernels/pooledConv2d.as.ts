import { rowLengthOf } from './byOutput.as';
import { Conv2DShape } from './conv2dShape.as';
import { align, cropFrame, frameOf, frameScratch } from './frame.as';
import { makeLists } from './liveLists.as';
import { addNarrowGradients, isNarrow } from './narrowKernel.as';
import { clear, ZEROS } from './simd.as';
import { addLists, ENTRY, LIST } from './sparse.as';
import { PANEL, POOL, Tile } from './tile.as';
import { sortWindows, WINDOW, windowsOf } from './windows.as';

/**
 * y = maxPool2×2(relu(x ∗ kernel + bias)), arg = which of its window the maximum was (0..3, row by row; the first of
 * equals), or 4 if it is not above zero. x [samples, inHeight, inWidth, inChannels]; y and arg (u8) [samples,
 * outHeight/2, outWidth/2, filters]; panels and bias as for conv2dForward; outHeight and outWidth even.
 */
export function pooledConv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  panels: usize,
  bias: usize,
  y: usize,
  arg: usize,
  scratch: usize,
): void {
  const filters = shape.filters;
  const windowsHigh = shape.outHeight / 2;
  const windowsWide = shape.outWidth / 2;
  const windows = windowsOf(shape);
  const narrow = isNarrow(shape);
  const list = scratch + frameScratch(shape);
  for (; samples; samples--) {
    const frame = frameOf(shape, x, scratch);
    const seenEnd = narrow ? sortWindows(shape, frame, list) : list;
    let panel = panels;
    for (let first: usize = 0; first < filters; first += PANEL) {
      const init = bias ? bias + first * 4 : ZEROS;
      if (narrow) {
        poolSeen(shape, list, seenEnd, panel, init, y + first * 4, arg + first, filters - first);
        poolBlank(filters, seenEnd, list + windows * WINDOW, init, y + first * 4, arg + first, filters - first);
      } else {
        let a = frame;
        let window = first;
        for (let wy: usize = 0; wy < windowsHigh; wy++) {
          poolRow(shape, windowsWide, a, panel, init, y + window * 4, arg + window, filters - first);
          a += 2 * shape.patchRowStep;
          window += windowsWide * filters;
        }
      }
      panel += shape.patch * PANEL * 4;
    }
    x += shape.inSize * 4;
    y += windows * filters * 4;
    arg += windows * filters;
  }
}

/** Eight filters of the listed windows. */
function poolSeen(
  shape: Conv2DShape,
  next: usize,
  end: usize,
  panel: usize,
  init: usize,
  y: usize,
  arg: usize,
  width: usize,
): void {
  const filters = shape.filters;
  const step = shape.patchStep;
  const turn = shape.patchRowStep - step;
  const runs = shape.kernelHeight;
  const steps = shape.run;
  const skip = shape.rowStep - steps * 4;
  for (; next < end; next += WINDOW) {
    const a: usize = load<u32>(next);
    const output = usize(load<u32>(next, 4)) * filters;
    Tile.multiply(4, POOL, a, step, turn, 4, runs, steps, skip, panel, init, y + output * 4, 0, arg + output, width);
  }
}

/** Eight filters of the listed windows, of which all of x is zero: there the convolution is its bias. */
function poolBlank(filters: usize, next: usize, end: usize, init: usize, y: usize, arg: usize, width: usize): void {
  const low = v128.load(init);
  const high = v128.load(init, 16);
  for (; next < end; next += WINDOW) {
    const output = usize(load<u32>(next, 4)) * filters;
    Tile.pool(low, low, low, low, high, high, high, high, y + output * 4, arg + output, width);
  }
}

/** Eight filters of a row of windows, of which the first begins at `a`. */
function poolRow(
  shape: Conv2DShape,
  windows: usize,
  a: usize,
  panel: usize,
  init: usize,
  y: usize,
  arg: usize,
  width: usize,
): void {
  const filters = shape.filters;
  const step = shape.patchStep;
  const turn = shape.patchRowStep - step;
  const runs = shape.kernelHeight;
  const steps = shape.run;
  const skip = shape.rowStep - steps * 4;
  for (; windows; windows--) {
    Tile.multiply(4, POOL, a, step, turn, 4, runs, steps, skip, panel, init, y, 0, arg, width);
    a += 2 * step;
    y += filters * 4;
    arg += filters;
  }
}

/**
 * The way back through pooling, ReLU and convolution. Of each window only the winner gets a gradient, and none if it
 * is dead, so lists of the live ones are made first, by filter (for dw) and by place (for dx), and only those visited.
 * filtersByOutput = packByOutput(kernel); dwByOutput (same layout) and db [filters] are added to;
 * dx [samples, inHeight, inWidth, inChannels] is overwritten, or left out where dx is 0.
 */
export function pooledConv2dBackward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  arg: usize,
  dy: usize,
  filtersByOutput: usize,
  dwByOutput: usize,
  db: usize,
  dx: usize,
  scratch: usize,
): void {
  const filters = shape.filters;
  const windows = windowsOf(shape);
  const vectors = rowLengthOf(shape) >> 2;
  const rowStep = shape.rowStep;
  const filterRow = rowLengthOf(shape) * 4;
  const dxFrame = scratch + frameScratch(shape);
  const byFilter = dxFrame + align(shape.frameSize * 4 + 16);
  const byPlace = byFilter + align(filters * LIST);
  const filterEntries = byPlace + align(windows * 4 * LIST);
  const placeEntries = filterEntries + align(filters * windows * ENTRY);
  const direct = !shape.padded && shape.run % 4 === 0;
  const narrow = !dx && isNarrow(shape);
  for (; samples; samples--) {
    const frame = frameOf(shape, x, scratch);
    if (narrow) addNarrowGradients(shape, frame, arg, dy, dwByOutput, db, dxFrame);
    else {
      makeLists(shape, arg, dy, db, byFilter, filterEntries, dx ? byPlace : 0, placeEntries);
      addLists(shape.kernelHeight, vectors, byFilter, filters, frame, rowStep, dwByOutput, filterRow);
    }
    if (dx) {
      const target = direct ? dx : dxFrame;
      clear(shape.frameSize, target);
      addLists(shape.kernelHeight, vectors, byPlace, windows * 4, filtersByOutput, filterRow, target, rowStep);
      if (!direct) cropFrame(shape, target, dx);
      dx += shape.inSize * 4;
    }
    x += shape.inSize * 4;
    arg += windows * filters;
    dy += windows * filters * 4;
  }
}
