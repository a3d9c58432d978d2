import { createPlane, type Plane } from './plane.js';

/** Softens grain and JPEG blocks: each pixel and its neighbours, weighed 1 2 1 both ways; the border is repeated. */
export function smooth(plane: Plane): Plane {
  const { width, height, data } = plane;
  const across = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++)
      across.data[row + x] =
        (data[row + Math.max(0, x - 1)] + 2 * data[row + x] + data[row + Math.min(width - 1, x + 1)]) / 4;
  }
  const result = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const row = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++)
      result.data[row + x] = (across.data[above + x] + 2 * across.data[row + x] + across.data[below + x]) / 4;
  }
  return result;
}
