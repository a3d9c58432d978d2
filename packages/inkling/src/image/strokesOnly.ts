import type { Flattened } from './background.js';
import { createPlane, type Plane, transposeInto } from './plane.js';
import { median, robustDeviation, sampleOf } from './statistics.js';

/** The widest stroke that is found, and the width that settles which side the ink is on: shares of the longer side. */
const WIDEST = 1 / 12;
const FINE = 1 / 40;
/** Shadows darker than this are noise. */
const DARKEST = 0.2;

/**
 * Keeps what is thin and takes away all that is wide, however sharp its edge: a hard shadow, a table, a finger.
 * Dark strokes are what closing fills (highest of the lowest … lowest of the highest values around a pixel), light strokes
 * what opening removes. Thick brush strokes are lost, so this is for pictures that a smooth surface does not explain.
 *
 * F. Meyer, "Contrast feature extraction" (the top-hat transform), 1979.
 */
export function keepStrokesOnly(plane: Plane): Flattened {
  const long = Math.max(plane.width, plane.height);
  const fine = Math.max(1, Math.round((long * FINE) / 2));
  const widest = Math.max(2, Math.round((long * WIDEST) / 2));
  const darkFirst = hatEnergy(closeHat(plane, fine)) >= hatEnergy(openHat(plane, fine));
  const difference = darkFirst ? closeHat(plane, widest) : openHat(plane, widest);
  const samples = sampleOf(difference);
  // Grain alone makes the highest values around a pixel higher than the pixel: that much is the ground.
  const usual = median(samples);
  for (let i = 0; i < difference.data.length; i++) difference.data[i] -= usual;
  return {
    difference,
    noise: robustDeviation(samples) + 1e-4,
    sentence:
      'light and shadow change too abruptly for a smooth surface: only strokes kept, all that is wide taken away',
  };
}

/** Dark strokes as negative differences. */
function closeHat(plane: Plane, radius: number): Plane {
  return relativeTo(negative(highest(negative(highest(plane, radius)), radius)), plane);
}

/** Light strokes as positive differences. */
function openHat(plane: Plane, radius: number): Plane {
  return relativeTo(highest(negative(highest(negative(plane), radius)), radius), plane);
}

function negative({ width, height, data }: Plane): Plane {
  return { width, height, data: data.map((value) => -value) };
}

/** The difference as a share of the light there: ink in the shadow is as black as ink in the light. */
function relativeTo(ground: Plane, plane: Plane): Plane {
  const result = createPlane(plane.width, plane.height);
  for (let i = 0; i < result.data.length; i++)
    result.data[i] = (plane.data[i] - ground.data[i]) / Math.max(DARKEST, ground.data[i]);
  return result;
}

/** How strongly strokes stand out, the middle of the picture counting more than its edges. */
function hatEnergy({ width, height, data }: Plane): number {
  let energy = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const v = (y + 0.5) / height - 0.5;
    for (let x = 0; x < width; x++, i++) {
      const u = (x + 0.5) / width - 0.5;
      energy += (data[i] * data[i]) / (1 + 16 * (u * u + v * v));
    }
  }
  return energy;
}

/** The highest value within `radius` px in rows and columns. */
function highest(plane: Plane, radius: number): Plane {
  return transpose(highestInRows(transpose(highestInRows(plane, radius)), radius));
}

/**
 * Van Herk's running maximum: blocks as long as the window, their maxima so far from either end, so that the larger of two
 * of those is the maximum of any window.
 * M. van Herk, "A fast algorithm for local minimum and maximum filters", 1992.
 */
function highestInRows({ width, height, data }: Plane, radius: number): Plane {
  const size = 2 * radius + 1;
  const padded = Math.ceil((width + 2 * radius) / size) * size;
  const fromLeft = new Float32Array(padded);
  const fromRight = new Float32Array(padded);
  const result = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < padded; x++) fromRight[x] = data[row + Math.min(width - 1, Math.max(0, x - radius))];
    for (let start = 0; start < padded; start += size) {
      let best = fromRight[start];
      for (let x = start; x < start + size; x++) {
        if (fromRight[x] > best) best = fromRight[x];
        fromLeft[x] = best;
      }
      for (let x = start + size - 2; x >= start; x--)
        if (fromRight[x + 1] > fromRight[x]) fromRight[x] = fromRight[x + 1];
    }
    for (let x = 0; x < width; x++) result.data[row + x] = Math.max(fromRight[x], fromLeft[x + 2 * radius]);
  }
  return result;
}

function transpose(plane: Plane): Plane {
  return transposeInto(plane, createPlane(plane.height, plane.width));
}
