import { Conv2DShape } from './conv2dShape.as';
import { cropFrame, frameOf, frameScratch } from './frame.as';
import { packPanels } from './matmul.as';
import { multiplyRows } from './multiplyRows.as';
import { addColumnSums } from './reduce.as';
import { clear, ZEROS } from './simd.as';
import { ADD, PANEL, STORE } from './tile.as';

/**
 * y = x ∗ kernel + bias. x [samples, inHeight, inWidth, inChannels], y [samples, outHeight, outWidth, filters],
 * panels = packPanels(kernelHeight·kernelWidth·inChannels, filters, kernel, filters, 1, …), bias [filters] or 0.
 */
export function conv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  panels: usize,
  bias: usize,
  y: usize,
  scratch: usize,
): void {
  const filters = shape.filters;
  const panelBytes = shape.patch * PANEL * 4;
  const yRow = shape.outWidth * filters * 4;
  for (; samples; samples--) {
    const frame = frameOf(shape, x, scratch);
    let panel = panels;
    for (let first: usize = 0; first < filters; first += PANEL) {
      const init = bias ? bias + first * 4 : ZEROS;
      let a = frame;
      let c = y + first * 4;
      for (let oy: usize = 0; oy < shape.outHeight; oy++) {
        multiplyRows(
          STORE,
          shape.outWidth,
          a,
          shape.patchStep,
          4,
          shape.kernelHeight,
          shape.run,
          shape.rowStep,
          panel,
          init,
          c,
          filters * 4,
          filters - first,
        );
        a += shape.patchRowStep;
        c += yRow;
      }
      panel += panelBytes;
    }
    x += shape.inSize * 4;
    y += shape.outSize * 4;
  }
}

/**
 * dw += Σ over samples and places of patchᵀ · dy, and db += Σ dy unless db is 0.
 * dw [kernelHeight, kernelWidth, inChannels, filters], db [filters], dy [samples, outHeight, outWidth, filters].
 */
export function conv2dBackwardWeights(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  dy: usize,
  dw: usize,
  db: usize,
  scratch: usize,
): void {
  const filters = shape.filters;
  const places = shape.outHeight * shape.outWidth;
  const dyPanels = scratch + frameScratch(shape);
  const runBytes = shape.run * filters * 4;
  for (; samples; samples--) {
    const frame = frameOf(shape, x, scratch);
    packPanels(places, filters, dy, filters, 1, dyPanels, places * PANEL);
    for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
      let panel = dyPanels;
      for (let first: usize = 0; first < filters; first += PANEL) {
        // The other way round than forward: a row is one weight of the kernel, a run one row of places.
        multiplyRows(
          ADD,
          shape.run,
          frame + ky * shape.rowStep,
          4,
          shape.patchStep,
          shape.outHeight,
          shape.outWidth,
          shape.patchRowStep,
          panel,
          ZEROS,
          dw + ky * runBytes + first * 4,
          filters * 4,
          filters - first,
        );
        panel += places * PANEL * 4;
      }
    }
    if (db) addColumnSums(places, filters, dy, db);
    x += shape.inSize * 4;
    dy += shape.outSize * 4;
  }
}

/**
 * dx = Σ over the patches that hold an element of dy · kernelᵀ; dx is overwritten.
 * dx [samples, inHeight, inWidth, inChannels],
 * panelsT = packPanels(filters, kernelHeight·kernelWidth·inChannels, kernel, 1, filters, …).
 */
export function conv2dBackwardInput(
  shape: Conv2DShape,
  samples: usize,
  dy: usize,
  panelsT: usize,
  dx: usize,
  scratch: usize,
): void {
  const columns = scratch + frameScratch(shape);
  for (; samples; samples--) {
    const frame = shape.padded ? scratch : dx;
    clear(shape.frameSize, frame);
    if (shape.run % PANEL === 0) addPatches(shape, dy, panelsT, frame);
    else addColumns(shape, dy, panelsT, frame, columns);
    if (shape.padded) cropFrame(shape, frame, dx);
    dy += shape.outSize * 4;
    dx += shape.inSize * 4;
  }
}

/** No panel straddles two rows of the kernel, so each is added straight to where its patches lie. */
function addPatches(shape: Conv2DShape, dy: usize, panelsT: usize, frame: usize): void {
  const filters = shape.filters;
  const rowStep = shape.rowStep;
  let panel = panelsT;
  for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
    for (let first: usize = 0; first < shape.run; first += PANEL) {
      let a = dy;
      let c = frame + ky * rowStep + first * 4;
      for (let oy: usize = 0; oy < shape.outHeight; oy++) {
        multiplyRows(ADD, shape.outWidth, a, filters * 4, 4, 1, filters, 0, panel, ZEROS, c, shape.patchStep, PANEL);
        a += shape.outWidth * filters * 4;
        c += shape.patchRowStep;
      }
      panel += filters * PANEL * 4;
    }
  }
}

/** Computes a row of whole patches first, then adds their runs to the frame. */
function addColumns(shape: Conv2DShape, dy: usize, panelsT: usize, frame: usize, columns: usize): void {
  const filters = shape.filters;
  const patch = shape.patch;
  const rowStep = shape.rowStep;
  const patchBytes = patch * 4;
  for (let oy: usize = 0; oy < shape.outHeight; oy++) {
    let panel = panelsT;
    for (let first: usize = 0; first < patch; first += PANEL) {
      const c = columns + first * 4;
      multiplyRows(
        STORE,
        shape.outWidth,
        dy,
        filters * 4,
        4,
        1,
        filters,
        0,
        panel,
        ZEROS,
        c,
        patchBytes,
        patch - first,
      );
      panel += filters * PANEL * 4;
    }
    let source = columns;
    for (let ox: usize = 0; ox < shape.outWidth; ox++) {
      let run = frame + oy * shape.patchRowStep + ox * shape.patchStep;
      for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
        addFloats(shape.run, source, run);
        source += shape.run * 4;
        run += rowStep;
      }
    }
    dy += shape.outWidth * filters * 4;
  }
}

function addFloats(n: usize, source: usize, sum: usize): void {
  for (; n; n--) {
    store<f32>(sum, load<f32>(sum) + load<f32>(source));
    source += 4;
    sum += 4;
  }
}
