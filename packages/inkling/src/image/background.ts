import { createPlane, type Mask, type Plane } from './plane.js';
import { borderOf, quantile, robustDeviation, sampleOf } from './statistics.js';
import { fitSurface } from './surface.js';

export interface Flattened {
  /** The picture less its background: 0 where there is only background, of either sign where there is ink. */
  readonly difference: Plane;
  /** Standard deviation of what remains of the background. */
  readonly noise: number;
  readonly sentence: string;
}

/** Drawings, screenshots and data sets have a ground of one colour: at least this share of all pixels and of the border. */
const EVEN_SHARE = 0.25;
/** As near as this to the ground's colour is the ground's colour: two levels of 255, as JPEG leaves them. */
const SAME = 2.01 / 255;
/** A shadow on overexposed paper would look like a ground of one colour, but it passes through all the levels next to it. */
const NEAR = 25 / 255;
const MAX_NEAR_SHARE = 0.15;

/** Takes the background away: one colour where there is one, else a smooth surface through paper, light and shadow. */
export function flattenBackground(plane: Plane): Flattened {
  const even = evenGround(plane);
  if (even !== undefined) {
    const difference = createPlane(plane.width, plane.height);
    for (let i = 0; i < plane.data.length; i++) difference.data[i] = plane.data[i] - even;
    return {
      difference,
      noise: noiseOf(nearZero(sampleOf(difference))),
      sentence: 'the ground has one colour: subtracted',
    };
  }
  const surface = fitSurface(plane);
  const difference = subtract(plane, surface);
  return {
    difference,
    noise: noiseOf(sampleOf(difference)),
    sentence: `the light varies by ${rangeOf(surface)} %: a smooth surface through the ground subtracted`,
  };
}

/**
 * Takes the background away without regard to what was set aside: a table beside the paper, a finger, a frame.
 * Those pixels become ground.
 */
export function flattenAround(plane: Plane, setAside: Mask): Flattened {
  const difference = subtract(plane, fitSurface(plane, setAside));
  const isSetAside = sampleOf({ ...setAside, data: Float32Array.from(setAside.data) });
  const noise = noiseOf(sampleOf(difference).filter((_, i) => !isSetAside[i]));
  for (let i = 0; i < difference.data.length; i++) if (setAside.data[i]) difference.data[i] = 0;
  return {
    difference,
    noise,
    sentence: 'what lies at the picture’s edges set aside, a smooth surface through the rest of the ground subtracted',
  };
}

function subtract({ width, height, data }: Plane, ground: Plane): Plane {
  const difference = createPlane(width, height);
  for (let i = 0; i < data.length; i++) difference.data[i] = data[i] - ground.data[i];
  return difference;
}

function rangeOf({ data }: Plane): number {
  let low = data[0];
  let high = data[0];
  for (let i = 1; i < data.length; i++) {
    if (data[i] < low) low = data[i];
    if (data[i] > high) high = data[i];
  }
  return Math.round((high - low) * 100);
}

function noiseOf(ground: Float32Array): number {
  return robustDeviation(ground) + 1e-4;
}

/** The ground's colour, if the ground has one colour: the darkest or the lightest that the picture often has. */
function evenGround(plane: Plane): number | undefined {
  const samples = sampleOf(plane);
  const border = borderOf(plane);
  const level = [quantile(samples, 0.02), quantile(samples, 0.98)]
    .map((extreme) => ({ extreme, share: share(samples, extreme, SAME) + share(border, extreme, SAME) }))
    .reduce((best, other) => (other.share > best.share ? other : best)).extreme;
  const same = share(samples, level, SAME);
  const near = share(samples, level, NEAR) - same;
  return same >= EVEN_SHARE && share(border, level, SAME) >= EVEN_SHARE && near <= MAX_NEAR_SHARE ? level : undefined;
}

/** Which share of the values, 0..1, lies within so much of a level. */
function share(values: Float32Array, level: number, within: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i] - level) <= within) count++;
  return count / values.length;
}

/** What hardly differs from the ground, in the room of what is given. */
function nearZero(differences: Float32Array): Float32Array {
  let count = 0;
  for (let i = 0; i < differences.length; i++) {
    if (Math.abs(differences[i]) <= NEAR) differences[count++] = differences[i];
  }
  return differences.subarray(0, count);
}
