import { conv2dBackwardReference, conv2dReference } from './conv2d.reference.js';
import type { Conv2DShape } from './kernels.js';

/** The four convolution outputs of each window and filter, in the order of y: where y[i] takes its maximum from. */
function windowPlaces(shape: Conv2DShape, samples: number): number[][] {
  const { outHeight, outWidth, filters } = shape;
  const places: number[][] = [];
  for (let sample = 0; sample < samples; sample++) {
    for (let wy = 0; wy < outHeight; wy += 2) {
      for (let wx = 0; wx < outWidth; wx += 2) {
        for (let filter = 0; filter < filters; filter++) {
          const first = ((sample * outHeight + wy) * outWidth + wx) * filters + filter;
          const below = first + outWidth * filters;
          places.push([first, first + filters, below, below + filters]);
        }
      }
    }
  }
  return places;
}

/** y = maxPool2×2(relu(x ∗ kernel + bias)), and arg: which of its window each maximum is, or 4 where it is not above 0. */
export function pooledConv2dReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias?: ArrayLike<number>,
): { y: Float64Array; arg: Uint8Array; convolution: Float64Array; places: number[][] } {
  const convolution = conv2dReference(shape, samples, x, kernel, bias);
  const places = windowPlaces(shape, samples);
  const peaks = places.map((window) => Math.max(...window.map((place) => convolution[place])));
  return {
    y: Float64Array.from(peaks, (peak) => Math.max(0, peak)),
    arg: Uint8Array.from(places, (window, i) =>
      peaks[i] > 0 ? window.findIndex((place) => convolution[place] === peaks[i]) : 4,
    ),
    convolution,
    places,
  };
}

/** The derivatives of Σ y·dy with respect to x, kernel and bias, where arg says which outputs became y. */
export function pooledConv2dBackwardReference(
  shape: Conv2DShape,
  samples: number,
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  arg: ArrayLike<number>,
  dy: ArrayLike<number>,
): { dx: Float64Array; dKernel: Float64Array; dBias: Float64Array } {
  const dConvolution = new Float64Array(samples * shape.outHeight * shape.outWidth * shape.filters);
  windowPlaces(shape, samples).forEach((window, i) => {
    if (arg[i] < 4) dConvolution[window[arg[i]]] = dy[i];
  });
  return conv2dBackwardReference(shape, samples, x, kernel, dConvolution);
}
