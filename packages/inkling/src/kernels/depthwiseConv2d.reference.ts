import type { Conv2DShape } from './kernels.js';

/** Places in x, in the kernel and in y of each product of a convolution channel by channel. */
function products(shape: Conv2DShape, samples: number): { x: number; weight: number; y: number }[] {
  const { inHeight, inWidth, inChannels: channels, outHeight, outWidth, kernelHeight, kernelWidth } = shape;
  const all: { x: number; weight: number; y: number }[] = [];
  for (let sample = 0; sample < samples; sample++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          for (let kx = 0; kx < kernelWidth; kx++) {
            const iy = oy * shape.strideY - shape.padTop + ky;
            const ix = ox * shape.strideX - shape.padLeft + kx;
            if (iy < 0 || iy >= inHeight || ix < 0 || ix >= inWidth) continue;
            for (let channel = 0; channel < channels; channel++) {
              all.push({
                x: ((sample * inHeight + iy) * inWidth + ix) * channels + channel,
                weight: (ky * kernelWidth + kx) * channels + channel,
                y: ((sample * outHeight + oy) * outWidth + ox) * channels + channel,
              });
            }
          }
        }
      }
    }
  }
  return all;
}

/** y(oy, ox, c) = b(c) + Σ x(…, c)·kernel(ky, kx, c). */
export function depthwiseConv2dReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): Float64Array {
  const y = Float64Array.from(
    { length: samples * shape.outHeight * shape.outWidth * shape.inChannels },
    (_, i) => bias[i % shape.inChannels],
  );
  for (const place of products(shape, samples)) y[place.y] += x[place.x] * kernel[place.weight];
  return y;
}

/** dKernel = Σ x·dy, and dx = Σ dy·kernel. */
export function depthwiseConv2dBackwardReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  dy: ArrayLike<number>,
): { dKernel: Float64Array; dx: Float64Array } {
  const dKernel = new Float64Array(kernel.length);
  const dx = new Float64Array(x.length);
  for (const place of products(shape, samples)) {
    dKernel[place.weight] += x[place.x] * dy[place.y];
    dx[place.x] += kernel[place.weight] * dy[place.y];
  }
  return { dKernel, dx };
}
