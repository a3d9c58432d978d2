import { createMask, type Mask, transposeInto } from './plane.js';
import { median } from './statistics.js';

/** A line across the whole picture: y = offset + slope · x, in px (x and y exchanged for upright ones). */
interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** Runs of ink shorter than this share of the picture's width are no part of a line. */
const MIN_RUN = 1 / 20;
/** Paper is held askew by up to so much. */
const MAX_SLOPE = 0.08;
const SLOPE_STEP = 0.008;
/** A line goes through this share of the picture's columns. */
const SPAN = 0.8;
/** Paper bends: the ink of a line is looked for so many px from where it should be. */
const BEND = 3;
/** Ink that is so many px thicker than the line usually is belongs to a stroke that crosses it. */
const CROSSING = 2;
/** No line is thicker than this share of the picture's longer side: that would be a bar. */
const MAX_THICKNESS = 1 / 80;

export interface RuledLines {
  /** The pixels of the lines from left to right. */
  readonly across?: Mask;
  /** The pixels of the lines from top to bottom. */
  readonly upright?: Mask;
}

/**
 * Finds the lines of ruled and checked paper in a mask of ink: straight ones from edge to edge, where digits end before.
 * Only where a line is as thin as usual is its ink called line: a stroke that crosses it stays whole, so that the
 * stems of 1, 4, 7 and 9 are not cut.
 */
export function findRuledLines(mask: Mask): RuledLines {
  const across = linePixels(mask);
  const upright = linePixels(transpose(mask));
  return { ...(across && { across }), ...(upright && { upright: transpose(upright) }) };
}

function linePixels(mask: Mask): Mask | undefined {
  const maxThickness = Math.max(3, MAX_THICKNESS * Math.max(mask.width, mask.height));
  const found = createMask(mask.width, mask.height);
  let any = false;
  for (const line of findLines(longRuns(mask), mask)) {
    const runs = runsOf(line, mask);
    const usual = median(Float32Array.from(runs, ({ top, bottom }) => bottom - top + 1));
    if (usual > maxThickness) continue;
    any = true;
    for (const { x, top, bottom } of runs) {
      if (bottom - top + 1 > usual + CROSSING) continue;
      for (let y = top; y <= bottom; y++) found.data[y * mask.width + x] = 1;
    }
  }
  return any ? found : undefined;
}

interface Run {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** In each column the ink nearest to the line, as far up and down as it goes. */
function runsOf({ slope, offset }: Line, mask: Mask): Run[] {
  const runs: Run[] = [];
  for (let x = 0; x < mask.width; x++) {
    const y = Math.round(offset + slope * x);
    for (let step = 0; step <= 2 * BEND; step++) {
      const row = y + (step % 2 === 0 ? step / 2 : -(step + 1) / 2);
      if (row < 0 || row >= mask.height || !mask.data[row * mask.width + x]) continue;
      const [top, bottom] = thickness(mask, x, row);
      runs.push({ x, top, bottom });
      break;
    }
  }
  return runs;
}

/** The first and last row of the ink around a pixel in its column. */
function thickness({ width, height, data }: Mask, x: number, y: number): [number, number] {
  let [top, bottom] = [y, y];
  while (top > 0 && data[(top - 1) * width + x]) top--;
  while (bottom < height - 1 && data[(bottom + 1) * width + x]) bottom++;
  return [top, bottom];
}

/** The pixels of runs along the rows that are long enough for a line. */
function longRuns({ width, height, data }: Mask): { x: number[]; y: number[] } {
  const [xs, ys]: [number[], number[]] = [[], []];
  const shortest = Math.max(8, Math.round(width * MIN_RUN));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!data[y * width + x]) continue;
      const start = x;
      while (x < width && data[y * width + x]) x++;
      if (x - start < shortest) continue;
      for (let inside = start; inside < x; inside++) {
        xs.push(inside);
        ys.push(y);
      }
    }
  }
  return { x: xs, y: ys };
}

/** Hough's vote: for each slope and offset, through how many columns the line would run in ink. */
function findLines({ x, y }: { x: number[]; y: number[] }, { width, height }: Mask): Line[] {
  const margin = Math.ceil(MAX_SLOPE * width);
  if (new Set(x).size < SPAN * width) return [];
  const found: (Line & { columns: number })[] = [];
  const order = columnOrder(x, width);
  for (let slope = -MAX_SLOPE; slope <= MAX_SLOPE + 1e-9; slope += SLOPE_STEP) {
    const votes = new Int32Array(height + 2 * margin + 1);
    const lastColumn = new Int32Array(votes.length).fill(-1);
    for (const i of order) {
      const offset = Math.round(y[i] - slope * x[i]) + margin;
      for (let bin = Math.max(0, offset - 1); bin <= Math.min(votes.length - 1, offset + 1); bin++) {
        if (lastColumn[bin] === x[i]) continue;
        lastColumn[bin] = x[i];
        votes[bin]++;
      }
    }
    for (let bin = 0; bin < votes.length; bin++)
      if (votes[bin] >= SPAN * width) found.push({ slope, offset: bin - margin, columns: votes[bin] });
  }
  found.sort((a, b) => b.columns - a.columns);
  const kept: Line[] = [];
  const middle = width / 2;
  const at = ({ slope, offset }: Line) => offset + slope * middle;
  for (const line of found) if (kept.every((other) => Math.abs(at(other) - at(line)) > 2 * BEND)) kept.push(line);
  return kept;
}

/** The indices of pixels in the order of their columns. */
function columnOrder(x: number[], width: number): Int32Array {
  const starts = new Int32Array(width + 1);
  for (const column of x) starts[column + 1]++;
  for (let column = 0; column < width; column++) starts[column + 1] += starts[column];
  const order = new Int32Array(x.length);
  for (let i = 0; i < x.length; i++) order[starts[x[i]]++] = i;
  return order;
}

function transpose(mask: Mask): Mask {
  return transposeInto(mask, createMask(mask.height, mask.width));
}
