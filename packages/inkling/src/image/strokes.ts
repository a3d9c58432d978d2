import { boundsOf, type Rectangle } from './crop.js';
import { distanceTo } from './distance.js';
import { createMask, createPlane, type Plane } from './plane.js';
import { resample } from './resample.js';

export interface Strokes {
  readonly ink: Plane;
  readonly digit: Rectangle;
  readonly sentence: string;
}

/** Strokes thinner than this, in px of the 20×20 box, fade away when the digit is shrunk; MNIST's are 2 to 4 px. */
const MIN_WIDTH = 2.3;
const BOX = 20;
/** Px that a px of the box has while its strokes are measured and thickened. */
const FINENESS = 3;
/** Room around the digit for strokes that grow, in fine px. */
const MARGIN = 5;
const HALF_INK = 0.45;

/** Thickens strokes that a fine pen or a large sheet left too thin for 20×20 px; others stay as they are. */
export function thickenThinStrokes(ink: Plane, digit: Rectangle): Strokes {
  const scale = Math.max(digit.width, digit.height) / (BOX * FINENESS);
  const fine = fullInk(
    resample(ink, {
      width: Math.ceil(digit.width / scale) + 2 * MARGIN,
      height: Math.ceil(digit.height / scale) + 2 * MARGIN,
      scale,
      left: digit.x - MARGIN * scale,
      top: digit.y - MARGIN * scale,
    }),
  );
  const width = strokeWidth(fine) / FINENESS;
  const sentence = `strokes ${width.toFixed(1)} px wide in the 20×20 box`;
  if (width >= MIN_WIDTH) return { ink, digit, sentence: `${sentence}: kept` };

  const thick = dilateByDisk(fine, ((MIN_WIDTH - width) / 2) * FINENESS);
  return {
    ink: thick,
    digit: boundsOf(inkMask(thick)),
    sentence: `${sentence}: too thin for it, thickened to ${MIN_WIDTH} px`,
  };
}

/** The same ink, its strongest 1: strokes finer than a fine px have paled. */
function fullInk({ width, height, data }: Plane): Plane {
  let strongest = 1e-6;
  for (let i = 0; i < data.length; i++) if (data[i] > strongest) strongest = data[i];
  return { width, height, data: data.map((value) => value / strongest) };
}

function inkMask({ width, height, data }: Plane) {
  const mask = createMask(width, height);
  for (let i = 0; i < data.length; i++) mask.data[i] = data[i] > HALF_INK ? 1 : 0;
  return mask;
}

/** The usual width of strokes in px: in a bar of width w the mean distance to the nearest ground pixel is w/4 + 1/2. */
function strokeWidth(ink: Plane): number {
  const { width, height, data } = inkMask(ink);
  const distances = distanceTo({ width, height, data: data.map((isInk) => 1 - isInk) });
  let [sum, count] = [0, 0];
  for (let i = 0; i < distances.length; i++) {
    sum += distances[i];
    count += data[i];
  }
  return count > 0 ? (4 * sum) / count - 2 : 0;
}

/** Each pixel becomes the darkest ink within `radius` px: grey dilation. */
function dilateByDisk({ width, height, data }: Plane, radius: number): Plane {
  const result = createPlane(width, height);
  const reach = Math.floor(radius + 0.25);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (dx * dx + dy * dy > radius * radius + 0.25) continue;
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        const from = (y + dy) * width + dx;
        const into = y * width;
        for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++)
          if (data[from + x] > result.data[into + x]) result.data[into + x] = data[from + x];
      }
    }
  }
  return result;
}
