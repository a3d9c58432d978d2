import { luma } from './grayscale.js';
import { createPlane, type Plane } from './plane.js';
import type { ColorPlanes } from './shrink.js';
import { median } from './statistics.js';

export interface OpaqueColors {
  readonly red: Plane;
  readonly green: Plane;
  readonly blue: Plane;
  readonly sentence: string;
}

/** Colours of a covering picture that differ by more than this (standard deviation of lightness) hold the digit. */
const TWO_COLORED = 0.08;

/**
 * Lays a transparent picture on the ground on which its digit shows best: ink on nothing on white or black, whichever
 * is farther from the ink; a picture that covers most of its frame (a sticker, rounded corners) on its own colour.
 */
export function layOnGround(picture: ColorPlanes): OpaqueColors {
  const { red, green, blue, alpha } = picture;
  if (!alpha) return { red, green, blue, sentence: 'every pixel is opaque: nothing to do' };

  let visible = 0;
  let sum = 0;
  let sumOfSquares = 0;
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] === 0) continue;
    const shade = luma(red.data[i], green.data[i], blue.data[i]) / alpha.data[i];
    visible += alpha.data[i];
    sum += alpha.data[i] * shade;
    sumOfSquares += alpha.data[i] * shade * shade;
  }
  if (visible === 0) return { ...laidOn(picture, [1, 1, 1]), sentence: 'every pixel is invisible' };

  const mean = sum / visible;
  const deviation = Math.sqrt(Math.max(0, sumOfSquares / visible - mean * mean));
  if (visible > alpha.data.length / 2 && deviation > TWO_COLORED) {
    const usual = [red, green, blue].map((plane) => usualColor(plane, alpha));
    return {
      ...laidOn(picture, usual),
      sentence: 'the digit is in the colours of an opaque shape: laid on the colour most of it has',
    };
  }
  return mean < 0.5
    ? { ...laidOn(picture, [1, 1, 1]), sentence: 'dark shapes on a transparent ground: laid on white' }
    : { ...laidOn(picture, [0, 0, 0]), sentence: 'light shapes on a transparent ground: laid on black' };
}

/** The same on white, whatever shows best there. */
export function layOnWhite(picture: ColorPlanes): OpaqueColors {
  return { ...laidOn(picture, [1, 1, 1]), sentence: 'switched off: laid on white' };
}

function usualColor(plane: Plane, alpha: Plane): number {
  return median(plane.data.filter((_, i) => alpha.data[i] > 0.99));
}

function laidOn({ red, green, blue, alpha }: ColorPlanes, ground: readonly number[]): Omit<OpaqueColors, 'sentence'> {
  const over = (plane: Plane, under: number) => {
    const result = createPlane(plane.width, plane.height);
    for (let i = 0; i < plane.data.length; i++)
      result.data[i] = plane.data[i] + (alpha ? 1 - alpha.data[i] : 0) * under;
    return result;
  };
  return { red: over(red, ground[0]), green: over(green, ground[1]), blue: over(blue, ground[2]) };
}
