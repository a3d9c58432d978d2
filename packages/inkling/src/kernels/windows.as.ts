import { Conv2DShape } from './conv2dShape.as';

/** Bytes of a window in a list: the address of its first patch and its number in the sample (u32 each). */
export const WINDOW: usize = 8;

/** Pooling windows of a sample. */
export function windowsOf(shape: Conv2DShape): usize {
  return (shape.outHeight / 2) * (shape.outWidth / 2);
}

/**
 * Sorts the pooling windows of a sample by whether they see anything: pictures are blank around their subject, more than half
 * of MNIST's. Where all of x is zero the convolution is its bias, and the kernel has no gradient from there. Windows that see
 * something fill `list` from its begin, in their order; blank ones from its end backwards. Returns the end of the first.
 * Behind the `windowsOf` entries of the list, a row of the frame and a vector are scratch memory.
 */
export function sortWindows(shape: Conv2DShape, frame: usize, list: usize): usize {
  const seen = list + windowsOf(shape) * WINDOW;
  const rowStep = shape.rowStep;
  const right = shape.patchStep * 2;
  const width = (shape.outWidth / 2) * right;
  const rows = shape.kernelHeight + shape.strideY;
  // Whole vectors: what they hold beyond a window, or beyond a row, can only make a blank window pass for another.
  const windowWidth = (shape.kernelWidth + shape.strideX) * shape.inChannels * 4;
  v128.store(seen + ((rowStep + 15) & ~15), f32x4.splat(0));
  let next = list;
  let blank = seen;
  let number: u32 = 0;
  for (let top: usize = 0; top < shape.outHeight; top += 2) {
    joinRows(rows, rowStep, frame, seen);
    for (let left: usize = 0; left < width; left += right) {
      let any = v128.load(seen + left);
      for (let column: usize = 16; column < windowWidth; column += 16)
        any = v128.or(any, v128.load(seen + left + column));
      let entry = next;
      if (v128.any_true(any)) next += WINDOW;
      else {
        blank -= WINDOW;
        entry = blank;
      }
      store<u32>(entry, frame + left);
      store<u32>(entry, number, 4);
      number++;
    }
    frame += shape.patchRowStep * 2;
  }
  return next;
}

/** out = the bits that any of the rows has. */
function joinRows(rows: usize, rowStep: usize, x: usize, out: usize): void {
  for (let column: usize = 0; column < rowStep; column += 16) {
    let any = v128.load(x + column);
    for (let row: usize = 1; row < rows; row++) any = v128.or(any, v128.load(x + row * rowStep + column));
    v128.store(out + column, any);
  }
}
