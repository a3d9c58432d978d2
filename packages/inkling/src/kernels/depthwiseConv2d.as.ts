import { Conv2DShape } from './conv2dShape.as';
import { clear, Simd } from './simd.as';

/**
 * Every channel with a kernel of its own: y(oy, ox, c) = b(c) + Σ x(oy·strideY − padTop + ky, ox·strideX − padLeft + kx, c) ·
 * kernel(ky, kx, c); kernel [kernelHeight, kernelWidth, channels], filters = inChannels = channels. Bias [channels] or 0.
 */
export function depthwiseConv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
): void {
  const pixel = shape.inChannels * 4;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      const top: isize = oy * shape.strideY - shape.padTop;
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        const left: isize = ox * shape.strideX - shape.padLeft;
        for (let offset: usize = 0; offset < pixel; offset += 16) {
          let sum = bias ? v128.load(bias + offset) : f32x4.splat(0);
          for (let ky = first(top); ky < end(top, shape.kernelHeight, shape.inHeight); ky++) {
            let place = x + ((top + ky) * shape.inWidth + left + first(left)) * pixel + offset;
            let weight = kernel + (ky * shape.kernelWidth + first(left)) * pixel + offset;
            for (let kx = first(left); kx < end(left, shape.kernelWidth, shape.inWidth); kx++) {
              sum = Simd.madd(v128.load(place), v128.load(weight), sum);
              place += pixel;
              weight += pixel;
            }
          }
          Simd.storeWidth(y + offset, sum, (pixel - offset) >> 2);
        }
        y += pixel;
      }
    }
    x += shape.inHeight * shape.inWidth * pixel;
  }
}

/** Adds to dKernel [kernelHeight, kernelWidth, channels] the sums of x·dy of all samples and places. */
export function depthwiseConv2dBackwardWeights(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  dy: usize,
  dKernel: usize,
): void {
  const pixel = shape.inChannels * 4;
  for (; samples; samples--) {
    let sums = dKernel;
    for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
      for (let kx: usize = 0; kx < shape.kernelWidth; kx++) {
        for (let offset: usize = 0; offset < pixel; offset += 16) {
          let sum = f32x4.splat(0);
          for (let oy: usize = 0; oy < shape.outHeight; oy++) {
            const row: isize = oy * shape.strideY - shape.padTop + ky;
            if (row < 0 || row >= <isize>shape.inHeight) continue;
            for (let ox: usize = 0; ox < shape.outWidth; ox++) {
              const column: isize = ox * shape.strideX - shape.padLeft + kx;
              if (column < 0 || column >= <isize>shape.inWidth) continue;
              const value = v128.load(x + (row * shape.inWidth + column) * pixel + offset);
              sum = Simd.madd(value, v128.load(dy + (oy * shape.outWidth + ox) * pixel + offset), sum);
            }
          }
          Simd.storeWidth(sums + offset, f32x4.add(v128.load(sums + offset), sum), (pixel - offset) >> 2);
        }
        sums += pixel;
      }
    }
    x += shape.inHeight * shape.inWidth * pixel;
    dy += shape.outHeight * shape.outWidth * pixel;
  }
}

/** dx = what each place had in the outputs that saw it; dx is overwritten. */
export function depthwiseConv2dBackwardInput(
  shape: Conv2DShape,
  samples: usize,
  dy: usize,
  kernel: usize,
  dx: usize,
): void {
  const pixel = shape.inChannels * 4;
  for (; samples; samples--) {
    clear(shape.inSize, dx);
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      const top: isize = oy * shape.strideY - shape.padTop;
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        const left: isize = ox * shape.strideX - shape.padLeft;
        for (let offset: usize = 0; offset < pixel; offset += 16) {
          const slope = v128.load(dy + offset);
          for (let ky = first(top); ky < end(top, shape.kernelHeight, shape.inHeight); ky++) {
            let place = dx + ((top + ky) * shape.inWidth + left + first(left)) * pixel + offset;
            let weight = kernel + (ky * shape.kernelWidth + first(left)) * pixel + offset;
            for (let kx = first(left); kx < end(left, shape.kernelWidth, shape.inWidth); kx++) {
              const sum = Simd.madd(slope, v128.load(weight), v128.load(place));
              Simd.storeWidth(place, sum, (pixel - offset) >> 2);
              place += pixel;
              weight += pixel;
            }
          }
        }
        dy += pixel;
      }
    }
    dx += shape.inSize * 4;
  }
}

// Along one axis, the part of a window that begins at `start` and lies inside of x.

function first(start: isize): isize {
  return max<isize>(0, -start);
}

function end(start: isize, window: isize, length: isize): isize {
  return min<isize>(window, length - start);
}

/** y [n·times] = each element of x [n], `times` times. */
export function repeatElements(n: usize, times: usize, x: usize, y: usize): void {
  for (; n; n--) {
    const value = load<f32>(x);
    for (let i: usize = 0; i < times; i++) {
      store<f32>(y, value);
      y += 4;
    }
    x += 4;
  }
}

/** dx [n] = the sum of each `times` elements of dy. */
export function sumRepeated(n: usize, times: usize, dy: usize, dx: usize): void {
  for (; n; n--) {
    let sum: f32 = 0;
    for (let i: usize = 0; i < times; i++) {
      sum += load<f32>(dy);
      dy += 4;
    }
    store<f32>(dx, sum);
    dx += 4;
  }
}
