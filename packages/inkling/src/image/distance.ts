import type { Mask } from './plane.js';

/** Steps of the 3-4 chamfer distance: whole numbers, at most 8 % off the Euclidean distance. */
const STRAIGHT = 3;
const DIAGONAL = 4;

/** How far each pixel lies from the nearest pixel of the mask, in px: 0 on the mask, 1 beside it. */
export function distanceTo({ width, height, data }: Mask): Float32Array {
  // A frame of far pixels around the picture spares every pixel the question whether it has a neighbour.
  const far = DIAGONAL * (width + height);
  const stride = width + 2;
  const steps = new Int32Array(stride * (height + 2)).fill(far);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = (y + 1) * stride + 1; x < width; x++, i++) {
      if (data[y * width + x]) {
        steps[i] = 0;
        continue;
      }
      const straight = Math.min(steps[i - 1], steps[i - stride]) + STRAIGHT;
      const diagonal = Math.min(steps[i - stride - 1], steps[i - stride + 1]) + DIAGONAL;
      steps[i] = Math.min(straight, diagonal, far);
    }
  }
  const distances = new Float32Array(width * height);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1, i = (y + 1) * stride + width; x >= 0; x--, i--) {
      const straight = Math.min(steps[i + 1], steps[i + stride]) + STRAIGHT;
      const diagonal = Math.min(steps[i + stride - 1], steps[i + stride + 1]) + DIAGONAL;
      steps[i] = Math.min(steps[i], straight, diagonal);
      distances[y * width + x] = steps[i] / STRAIGHT;
    }
  }
  return distances;
}
