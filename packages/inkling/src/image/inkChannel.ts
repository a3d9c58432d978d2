import { type Flattened, flattenBackground } from './background.js';
import { turnBands } from './bands.js';
import { lightness } from './grayscale.js';
import { createPlane, type Plane } from './plane.js';
import { smooth } from './smooth.js';
import { median, quantile, sampleOf } from './statistics.js';
import type { OpaqueColors } from './transparency.js';

export interface ClearestChannel {
  readonly channel: Plane;
  /** The channel less its background. */
  readonly flattened: Flattened;
  readonly sentence: string;
}

/** Colours that differ less than this from gray carry nothing that lightness does not. */
const COLORED = 0.12;
/** Colour must show the ink this much more clearly than lightness does to be preferred. */
const PREFER_LIGHTNESS = 1.25;
/** Pictures larger than this have grain that is finer than strokes. */
const SMOOTH_FROM = 100;
/** Enough for the power iteration to settle on three colours. */
const ITERATIONS = 24;

/**
 * Makes one channel of three: the lightness, or, where it shows the ink clearly better (yellow on light blue), the
 * direction in which the colours vary most from the usual one: their first principal component.
 */
export function clearestChannel({ red, green, blue }: OpaqueColors): ClearestChannel {
  const light = lightness(red, green, blue);
  const turned = turnBands(light);
  if (turned) {
    const sentence = 'bands from edge to edge have light and dark exchanged: turned back';
    return { channel: turned, flattened: flattenBackground(turned), sentence };
  }
  const gray = withoutGrain(light);
  const flatGray = flattenBackground(gray);
  if (!isColored(red, green, blue))
    return { channel: gray, flattened: flatGray, sentence: 'the picture is gray: its lightness taken' };

  const color = withoutGrain(principalColor(red, green, blue));
  const flatColor = flattenBackground(color);
  return contrast(flatColor) > PREFER_LIGHTNESS * contrast(flatGray)
    ? {
        channel: color,
        flattened: flatColor,
        sentence: 'the colour shows the ink more clearly than the lightness: the main colour taken',
      }
    : {
        channel: gray,
        flattened: flatGray,
        sentence: 'the lightness shows the ink as clearly as the colour: the lightness taken',
      };
}

function withoutGrain(plane: Plane): Plane {
  return Math.max(plane.width, plane.height) > SMOOTH_FROM ? smooth(plane) : plane;
}

/** How far the farthest 2 % of the pixels stand out of the ground. */
function contrast({ difference, noise }: Flattened): number {
  return quantile(sampleOf(difference).map(Math.abs), 0.98) / (noise + 0.02);
}

function isColored(red: Plane, green: Plane, blue: Plane): boolean {
  for (let i = 0; i < red.data.length; i++) {
    const r = red.data[i];
    const g = green.data[i];
    const b = blue.data[i];
    if (Math.max(r, g, b) - Math.min(r, g, b) > COLORED) return true;
  }
  return false;
}

function principalColor(red: Plane, green: Plane, blue: Plane): Plane {
  const samples = [red, green, blue].map(sampleOf);
  const usual = samples.map(median);
  const scatter = [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) =>
      samples[row].reduce((sum, v, i) => sum + (v - usual[row]) * (samples[column][i] - usual[column]), 0),
    ),
  );
  let axis = [1, 1, 1];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const turned = scatter.map((row) => row[0] * axis[0] + row[1] * axis[1] + row[2] * axis[2]);
    const size = Math.max(Math.abs(turned[0]), Math.abs(turned[1]), Math.abs(turned[2]), 1e-12);
    axis = turned.map((v) => v / size);
  }
  const total = Math.abs(axis[0]) + Math.abs(axis[1]) + Math.abs(axis[2]);
  const [r, g, b] = axis.map((v) => v / total);
  // Colours that oppose each other would run below zero: shifted, so that the channel is 0..1 as lightness is.
  const shift = -(Math.min(0, r) + Math.min(0, g) + Math.min(0, b));
  const result = createPlane(red.width, red.height);
  for (let i = 0; i < result.data.length; i++)
    result.data[i] = shift + r * red.data[i] + g * green.data[i] + b * blue.data[i];
  return result;
}
