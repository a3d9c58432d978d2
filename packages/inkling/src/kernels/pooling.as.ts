import { clear, Simd } from './simd.as';

/**
 * Windows of x [inHeight, inWidth, channels]; y [outHeight, outWidth, channels]. Places outside of x (padding) count
 * for nothing. `pool2dShape` in planner.ts writes these records: the same fields in the same order.
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

  // A window begins at (top, left), counted from the corner of the padding; these are the parts of it that lie in x.

  firstRow(top: usize): isize {
    return max<isize>(this.padTop - top, 0);
  }

  endRow(top: usize): isize {
    return min<isize>(this.poolHeight, this.inHeight + this.padTop - top);
  }

  firstColumn(left: usize): isize {
    return max<isize>(this.padLeft - left, 0);
  }

  endColumn(left: usize): isize {
    return min<isize>(this.poolWidth, this.inWidth + this.padLeft - left);
  }

  /** Bytes from the corner of x to the first place of a window that lies in x. */
  corner(top: usize, left: usize): usize {
    const row = top + this.firstRow(top) - this.padTop;
    return (row * this.inWidth + left + this.firstColumn(left) - this.padLeft) * this.channels * 4;
  }
}

/** y = the maximum of each window, arg (u16, like y) = which of the window it was, counted row by row; the first wins. */
export function maxPool2dForward(shape: Pool2DShape, samples: usize, x: usize, y: usize, arg: usize): void {
  const channels = shape.channels;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        maximum(shape, x, oy * shape.strideY, ox * shape.strideX, y, arg);
        y += channels * 4;
        arg += channels * 2;
      }
    }
    x += shape.inHeight * shape.inWidth * channels * 4;
  }
}

function maximum(shape: Pool2DShape, x: usize, top: usize, left: usize, y: usize, arg: usize): void {
  const channels = shape.channels;
  const poolWidth = shape.poolWidth;
  const rowStep = shape.inWidth * channels * 4;
  const firstRow = shape.firstRow(top);
  const endRow = shape.endRow(top);
  const firstColumn = shape.firstColumn(left);
  const endColumn = shape.endColumn(left);
  const corner = x + shape.corner(top, left);
  for (let channel: usize = 0; channel < channels; channel += 4) {
    let row = corner + channel * 4;
    let best = v128.load(row);
    let winner = i32x4.splat(i32(firstRow * poolWidth + firstColumn));
    for (let py = firstRow; py < endRow; py++) {
      let place = row;
      for (let px = firstColumn; px < endColumn; px++) {
        const value = v128.load(place);
        const larger = f32x4.gt(value, best);
        winner = v128.bitselect(i32x4.splat(i32(py * poolWidth + px)), winner, larger);
        best = f32x4.pmax(best, value);
        place += channels * 4;
      }
      row += rowStep;
    }
    Simd.storeWidth(y + channel * 4, best, channels - channel);
    storeHalves(arg + channel * 2, i16x8.narrow_i32x4_u(winner, winner), channels - channel);
  }
}

/** Stores the first `width` of four u16, all of them if it is more. */
function storeHalves(address: usize, halves: v128, width: usize): void {
  if (width >= 4) v128.store64_lane(address, halves, 0);
  else {
    store<u16>(address, i16x8.extract_lane_u(halves, 0));
    if (width > 1) store<u16>(address, i16x8.extract_lane_u(halves, 1), 2);
    if (width > 2) store<u16>(address, i16x8.extract_lane_u(halves, 2), 4);
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
          const winner: usize = load<u16>(arg);
          const row = oy * shape.strideY + winner / shape.poolWidth - shape.padTop;
          const column = ox * shape.strideX + (winner % shape.poolWidth) - shape.padLeft;
          const place = dx + ((row * shape.inWidth + column) * channels + channel) * 4;
          store<f32>(place, load<f32>(place) + load<f32>(dy));
          dy += 4;
          arg += 2;
        }
      }
    }
    dx += size * 4;
  }
}

/** y = the mean of each window, over its places in x alone. */
export function averagePool2dForward(shape: Pool2DShape, samples: usize, x: usize, y: usize): void {
  const channels = shape.channels;
  const rowStep = shape.inWidth * channels * 4;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      const top = oy * shape.strideY;
      const height = shape.endRow(top) - shape.firstRow(top);
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        const left = ox * shape.strideX;
        const width = shape.endColumn(left) - shape.firstColumn(left);
        const share = f32x4.splat(1 / f32(height * width));
        const corner = x + shape.corner(top, left);
        for (let channel: usize = 0; channel < channels; channel += 4) {
          let row = corner + channel * 4;
          let sum = f32x4.splat(0);
          for (let py: isize = 0; py < height; py++) {
            let place = row;
            for (let px: isize = 0; px < width; px++) {
              sum = f32x4.add(sum, v128.load(place));
              place += channels * 4;
            }
            row += rowStep;
          }
          Simd.storeWidth(y + channel * 4, f32x4.mul(sum, share), channels - channel);
        }
        y += channels * 4;
      }
    }
    x += shape.inHeight * rowStep;
  }
}

/** dx = the shares of dy that each place has in the windows that hold it; dx is overwritten. */
export function averagePool2dBackward(shape: Pool2DShape, samples: usize, dy: usize, dx: usize): void {
  const channels = shape.channels;
  const rowStep = shape.inWidth * channels * 4;
  for (; samples; samples--) {
    clear(shape.inHeight * shape.inWidth * channels, dx);
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      const top = oy * shape.strideY;
      const height = shape.endRow(top) - shape.firstRow(top);
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        const left = ox * shape.strideX;
        const width = shape.endColumn(left) - shape.firstColumn(left);
        const share = f32x4.splat(1 / f32(height * width));
        const corner = dx + shape.corner(top, left);
        for (let channel: usize = 0; channel < channels; channel += 4) {
          const part = f32x4.mul(v128.load(dy + channel * 4), share);
          let row = corner + channel * 4;
          for (let py: isize = 0; py < height; py++) {
            let place = row;
            for (let px: isize = 0; px < width; px++) {
              Simd.storeWidth(place, f32x4.add(v128.load(place), part), channels - channel);
              place += channels * 4;
            }
            row += rowStep;
          }
        }
        dy += channels * 4;
      }
    }
    dx += shape.inHeight * rowStep;
  }
}
