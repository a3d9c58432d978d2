import { clear, Simd, storeBytes } from './simd.as';

/**
 * Windows of x [inHeight, inWidth, channels]; y [outHeight, outWidth, channels]. Places outside of x (padding) never
 * win. `writePool2DShape` in shapes.ts writes these records: the same fields in the same order.
 */
@unmanaged
export class Pool2DShape {
  inHeight: usize;
  inWidth: usize;
  channels: usize;
  outHeight: usize;
  outWidth: usize;
  poolHeight: usize;
  poolWidth: usize;
  strideY: usize;
  strideX: usize;
  padTop: usize;
  padLeft: usize;
}

/** y = the maximum of each window, arg (u8, like y) = which of the window it was, counted row by row; the first wins. */
export function maxPool2dForward(shape: Pool2DShape, samples: usize, x: usize, y: usize, arg: usize): void {
  const channels = shape.channels;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        poolWindow(shape, x, oy * shape.strideY, ox * shape.strideX, y, arg);
        y += channels * 4;
        arg += channels;
      }
    }
    x += shape.inHeight * shape.inWidth * channels * 4;
  }
}

/** One window, whose upper left corner is (top, left), counted from the corner of the padding. */
function poolWindow(shape: Pool2DShape, x: usize, top: usize, left: usize, y: usize, arg: usize): void {
  const channels = shape.channels;
  const poolWidth = shape.poolWidth;
  const rowStep = shape.inWidth * channels * 4;
  const firstRow = max<isize>(shape.padTop - top, 0);
  const lastRow = min<isize>(shape.poolHeight, shape.inHeight + shape.padTop - top);
  const firstColumn = max<isize>(shape.padLeft - left, 0);
  const lastColumn = min<isize>(poolWidth, shape.inWidth + shape.padLeft - left);
  const corner = x + (top + firstRow - shape.padTop) * rowStep + (left + firstColumn - shape.padLeft) * channels * 4;
  for (let channel: usize = 0; channel < channels; channel += 4) {
    let row = corner + channel * 4;
    let best = v128.load(row);
    let winner = i32x4.splat(i32(firstRow * poolWidth + firstColumn));
    for (let py = firstRow; py < lastRow; py++) {
      let place = row;
      for (let px = firstColumn; px < lastColumn; px++) {
        const value = v128.load(place);
        const larger = f32x4.gt(value, best);
        winner = v128.bitselect(i32x4.splat(i32(py * poolWidth + px)), winner, larger);
        best = f32x4.pmax(best, value);
        place += channels * 4;
      }
      row += rowStep;
    }
    const words = i16x8.narrow_i32x4_u(winner, winner);
    Simd.storeWidth(y + channel * 4, best, channels - channel);
    storeBytes(arg + channel, i64x2.extract_lane(i8x16.narrow_i16x8_u(words, words), 0), min(channels - channel, 4));
  }
}

/** dx = 0 but for the winners, which receive the dy of each window that they won; dx is overwritten. */
export function maxPool2dBackward(shape: Pool2DShape, samples: usize, dy: usize, arg: usize, dx: usize): void {
  const channels = shape.channels;
  const size = shape.inHeight * shape.inWidth * channels;
  for (; samples; samples--) {
    clear(size, dx);
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        for (let channel: usize = 0; channel < channels; channel++) {
          const winner: usize = load<u8>(arg);
          const row = oy * shape.strideY + winner / shape.poolWidth - shape.padTop;
          const column = ox * shape.strideX + (winner % shape.poolWidth) - shape.padLeft;
          const place = dx + ((row * shape.inWidth + column) * channels + channel) * 4;
          store<f32>(place, load<f32>(place) + load<f32>(dy));
          dy += 4;
          arg += 1;
        }
      }
    }
    dx += size * 4;
  }
}
