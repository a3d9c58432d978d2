import { Conv2DShape } from './conv2dShape.as';
import { clear, copyFloats } from './simd.as';

/** The first multiple of 64 bytes from `address` on. */
export function align(address: usize): usize {
  return (address + 63) & ~63;
}

/** The sample itself where no patch leaves it, else a copy at `scratch` with zeros around it. */
export function frameOf(shape: Conv2DShape, x: usize, scratch: usize): usize {
  return frameRows(shape, x, 0, shape.spanHeight, scratch);
}

/** The same of `rows` rows of the frame alone, from its row `first` on. */
export function frameRows(shape: Conv2DShape, x: usize, first: usize, rows: usize, scratch: usize): usize {
  if (!shape.padded) return x + first * shape.rowStep;
  const channels = shape.inChannels;
  const before = shape.padLeft * channels;
  const inside = min(shape.inWidth, shape.spanWidth - shape.padLeft) * channels;
  const rowSize = shape.rowSize;
  const behind = rowSize - before - inside;
  const top = shape.padTop;
  const bottom = top + shape.inHeight;
  const pictureRow = shape.inWidth * channels * 4;
  let out = scratch;
  for (let row = first; row < first + rows; row++) {
    if (row < top || row >= bottom) clear(rowSize, out);
    else {
      clear(before, out);
      copyFloats(inside, x + (row - top) * pictureRow, out + before * 4);
      clear(behind, out + (before + inside) * 4);
    }
    out += rowSize * 4;
  }
  return scratch;
}

/** The inside of a frame of derivatives becomes dx [inHeight, inWidth, inChannels]; what no patch saw is zero. */
export function cropFrame(shape: Conv2DShape, frame: usize, dx: usize): void {
  clear(shape.inSize, dx);
  const channels = shape.inChannels;
  const height = min(shape.inHeight, shape.spanHeight - shape.padTop);
  const width = min(shape.inWidth, shape.spanWidth - shape.padLeft) * channels;
  const rowStep = shape.rowStep;
  const pictureRow = shape.inWidth * channels * 4;
  let inside = frame + shape.padTop * rowStep + shape.padLeft * channels * 4;
  for (let row: usize = 0; row < height; row++) {
    copyFloats(width, inside, dx);
    inside += rowStep;
    dx += pictureRow;
  }
}

/** Elements of scratch that `frameOf` may need, rounded up so that what follows is aligned. */
export function frameScratch(shape: Conv2DShape): usize {
  return shape.padded ? align(shape.frameSize * 4) : 0;
}
