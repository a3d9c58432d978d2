import { createPlane, type Plane, transposeInto } from './plane.js';

/** The ground of a band is as even as this along both edges, and the two grounds are so far apart, 0..1. */
const EVEN = 0.06;
const APART = 0.4;
/** Each of the two grounds covers at least this share of the picture. */
const MIN_SHARE = 0.12;
/** More changes of ground than this are a pattern, not bands. */
const MAX_CHANGES = 4;
/** An edge between two bands shows in this share of the rows; in the others it runs through soft ink. */
const EDGE = 0.6;
/** Both edges show the same ground in this share of the columns; in the others ink reaches into an edge. */
const AGREED = 0.6;
/** What share of the picture, above and below, is looked at to tell the ground. */
const RIM = 0.1;

/**
 * Turns bands of a picture back that were turned over (white for black) from edge to edge: where the ground of columns, or of rows,
 * as both edges show it, is one of two even levels, the ink of one sort of columns is dark and of the other light.
 *
 * @returns the picture on the ground that most of it has; nothing where there are no such bands
 */
export function turnBands(plane: Plane): Plane | undefined {
  const upright = turnColumns(plane);
  if (upright) return upright;
  const turned = turnColumns(transposeInto(plane, createPlane(plane.height, plane.width)));
  return turned && transposeInto(turned, createPlane(plane.width, plane.height));
}

function turnColumns(plane: Plane): Plane | undefined {
  const { width, height, data } = plane;
  const levels = columnLevels(plane);
  if (!levels) return undefined;
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  if (high - low < APART) return undefined;
  const isHigh = levels.map((level) => level > (low + high) / 2);
  const isEven = levels.every((level, x) => Math.abs(level - (isHigh[x] ? high : low)) <= EVEN);
  const highs = isHigh.filter(Boolean).length;
  const changes = isHigh.filter((is, x) => x > 0 && is !== isHigh[x - 1]).length;
  if (!isEven || changes > MAX_CHANGES || Math.min(highs, width - highs) < MIN_SHARE * width) return undefined;
  if (isHigh.some((is, x) => x > 0 && is !== isHigh[x - 1] && edgeBetween(plane, x) < EDGE)) return undefined;

  const usual = highs > width / 2;
  const result = createPlane(width, height);
  for (let i = 0; i < data.length; i++) {
    const turned = isHigh[i % width] !== usual;
    result.data[i] = turned ? low + high - data[i] : data[i];
  }
  return result;
}

/** In what share of the rows column x and the one before it differ as two grounds do: a stroke's edge winds, a band's does not. */
function edgeBetween({ width, height, data }: Plane, x: number): number {
  let rows = 0;
  for (let y = 0; y < height; y++) if (Math.abs(data[y * width + x] - data[y * width + x - 1]) >= APART) rows++;
  return rows / height;
}

/**
 * The ground of each column as both edges show it; where ink reaches into one of them, as the column beside it has it. Nothing
 * where the edges agree in too few columns.
 */
function columnLevels({ width, height, data }: Plane): number[] | undefined {
  const rim = Math.max(1, Math.floor(RIM * height));
  const agreed = Array.from({ length: width }, (_, x) => {
    let [low, high, sum] = [1, 0, 0];
    for (let row = 0; row < rim; row++) {
      for (const y of [row, height - 1 - row]) {
        const value = data[y * width + x];
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
      }
    }
    return high - low <= EVEN ? sum / (2 * rim) : undefined;
  });
  const first = agreed.find((level) => level !== undefined);
  const known = agreed.filter((level) => level !== undefined).length;
  if (first === undefined || known < AGREED * width) return undefined;
  let last = first;
  return agreed.map((level) => {
    last = level ?? last;
    return last;
  });
}
