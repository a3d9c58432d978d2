import type { Pool2DShape } from './kernels.js';

/** Where in x each element of a window lies, row by row, for each element of y; undefined where the window leaves x. */
function windows(shape: Pool2DShape, samples: number): (number | undefined)[][] {
  const { inHeight, inWidth, channels, outHeight, outWidth, poolHeight, poolWidth } = shape;
  const all: (number | undefined)[][] = [];
  for (let sample = 0; sample < samples; sample++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let channel = 0; channel < channels; channel++) {
          const window: (number | undefined)[] = [];
          for (let py = 0; py < poolHeight; py++) {
            for (let px = 0; px < poolWidth; px++) {
              const iy = oy * shape.strideY - shape.padTop + py;
              const ix = ox * shape.strideX - shape.padLeft + px;
              const inside = iy >= 0 && iy < inHeight && ix >= 0 && ix < inWidth;
              window.push(inside ? ((sample * inHeight + iy) * inWidth + ix) * channels + channel : undefined);
            }
          }
          all.push(window);
        }
      }
    }
  }
  return all;
}

/** y = maximum of each window, arg = which of the window; the first of equals. */
export function maxPool2dReference(
  shape: Pool2DShape,
  samples: number,
  x: ArrayLike<number>,
): { y: Float64Array; arg: Uint16Array } {
  const values = windows(shape, samples).map((window) =>
    window.map((place) => (place === undefined ? Number.NEGATIVE_INFINITY : x[place])),
  );
  const y = Float64Array.from(values, (window) => Math.max(...window));
  return { y, arg: Uint16Array.from(values, (window, i) => window.indexOf(y[i])) };
}

/** dx: every winner receives the dy of each window that it won. */
export function maxPool2dBackwardReference(
  shape: Pool2DShape,
  samples: number,
  arg: ArrayLike<number>,
  dy: ArrayLike<number>,
): Float64Array {
  const dx = new Float64Array(samples * shape.inHeight * shape.inWidth * shape.channels);
  windows(shape, samples).forEach((window, i) => {
    dx[window[arg[i]] ?? Number.NaN] += dy[i];
  });
  return dx;
}

/** y = mean of each window, over the places in x alone. */
export function averagePool2dReference(shape: Pool2DShape, samples: number, x: ArrayLike<number>): Float64Array {
  return Float64Array.from(windows(shape, samples), (window) => {
    const inside = window.filter((place) => place !== undefined);
    return inside.reduce((sum, place) => sum + x[place], 0) / inside.length;
  });
}

/** dx: every place receives its share of the dy of each window that holds it. */
export function averagePool2dBackwardReference(
  shape: Pool2DShape,
  samples: number,
  dy: ArrayLike<number>,
): Float64Array {
  const dx = new Float64Array(samples * shape.inHeight * shape.inWidth * shape.channels);
  windows(shape, samples).forEach((window, i) => {
    const inside = window.filter((place) => place !== undefined);
    for (const place of inside) dx[place] += dy[i] / inside.length;
  });
  return dx;
}
