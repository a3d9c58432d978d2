import type { Conv2DShape } from './kernels.js';

/** Calls `visit` with the indices of x, kernel and y of every product of a convolution. */
function forEachProduct(
  shape: Conv2DShape,
  samples: number,
  visit: (x: number, kernel: number, y: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filters, kernelHeight, kernelWidth } = shape;
  for (let sample = 0; sample < samples; sample++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          for (let kx = 0; kx < kernelWidth; kx++) {
            const iy = oy * shape.strideY - shape.padTop + ky;
            const ix = ox * shape.strideX - shape.padLeft + kx;
            if (iy < 0 || iy >= inHeight || ix < 0 || ix >= inWidth) continue;
            for (let channel = 0; channel < inChannels; channel++) {
              const x = ((sample * inHeight + iy) * inWidth + ix) * inChannels + channel;
              const kernel = ((ky * kernelWidth + kx) * inChannels + channel) * filters;
              const y = ((sample * outHeight + oy) * outWidth + ox) * filters;
              for (let filter = 0; filter < filters; filter++) visit(x, kernel + filter, y + filter);
            }
          }
        }
      }
    }
  }
}

/** y `[samples, outHeight, outWidth, filters]` = x ∗ kernel + bias, in float64. */
export function conv2dReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias?: ArrayLike<number>,
): Float64Array {
  const { filters } = shape;
  const y = new Float64Array(samples * shape.outHeight * shape.outWidth * filters);
  for (let i = 0; i < y.length; i++) y[i] = bias ? bias[i % filters] : 0;
  forEachProduct(shape, samples, (xi, ki, yi) => {
    y[yi] += x[xi] * kernel[ki];
  });
  return y;
}

/** The derivatives of Σ y·dy with respect to x, kernel and bias. */
export function conv2dBackwardReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  dy: ArrayLike<number>,
): { dx: Float64Array; dKernel: Float64Array; dBias: Float64Array } {
  const dx = new Float64Array(x.length);
  const dKernel = new Float64Array(kernel.length);
  const dBias = new Float64Array(shape.filters);
  forEachProduct(shape, samples, (xi, ki, yi) => {
    dx[xi] += dy[yi] * kernel[ki];
    dKernel[ki] += dy[yi] * x[xi];
  });
  for (let i = 0; i < dy.length; i++) dBias[i % shape.filters] += dy[i];
  return { dx, dKernel, dBias };
}
