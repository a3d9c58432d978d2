/** What is done in a step's place where it is switched off: the plainest thing that lets the other steps go on. */
import { type Flattened, flattenBackground } from './background.js';
import { type Cropped, inMargin } from './crop.js';
import { lightness } from './grayscale.js';
import type { ClearestChannel } from './inkChannel.js';
import { createMask, createPlane, type Plane } from './plane.js';
import type { InkLevels } from './polarity.js';
import { median, robustDeviation, sampleOf } from './statistics.js';
import type { Strokes } from './strokes.js';
import type { Thresholded } from './threshold.js';
import type { OpaqueColors } from './transparency.js';

/** Ink of half the strongest is ink. */
const HALF = 0.5;

/** In place of `channel`: the lightness as it is. */
export function plainLightness({ red, green, blue }: OpaqueColors): ClearestChannel {
  const channel = lightness(red, green, blue);
  return { channel, flattened: flattenBackground(channel), sentence: 'switched off: the lightness taken as it is' };
}

/** In place of `background`: one ground for the whole picture, its median. */
export function oneGround(channel: Plane): Flattened {
  const samples = sampleOf(channel);
  const level = median(samples);
  const difference = createPlane(channel.width, channel.height);
  for (let i = 0; i < difference.data.length; i++) difference.data[i] = channel.data[i] - level;
  const noise = robustDeviation(samples) + 1e-4;
  return { difference, noise, sentence: 'switched off: the usual lightness taken for the ground everywhere' };
}

/** In place of `polarity`: whatever is darker than the ground is ink. */
export function darkInk({ width, height, data }: Plane): InkLevels {
  const ink = createPlane(width, height);
  for (let i = 0; i < data.length; i++) ink.data[i] = Math.max(0, -data[i]);
  return { ink, darkInk: true, sentence: 'switched off: taken for dark ink on a light ground' };
}

/** In place of `threshold`: ink is what has half of the strongest ink. */
export function halfOfStrongest({ width, height, data }: Plane): Thresholded {
  const strength = data.reduce((most, value) => Math.max(most, value), 0);
  const mask = createMask(width, height);
  for (let i = 0; i < data.length; i++) mask.data[i] = strength > 0 && data[i] >= HALF * strength ? 1 : 0;
  return { mask, strength, sentence: 'switched off: ink is whatever is half as strong as the strongest' };
}

/** In place of `crop`: the whole picture, other ink and all. */
export function wholePicture(ink: Plane, strength: number): Cropped {
  const source = { x: 0, y: 0, width: ink.width, height: ink.height };
  const all = inMargin(ink, source, strength, () => true);
  return { ink: all, digit: { ...source, x: 1, y: 1 }, source, sentence: 'switched off: the whole picture kept' };
}

/** In place of `strokes`. */
export function strokesAsTheyAre({ ink, digit }: Cropped): Strokes {
  return { ink, digit, sentence: 'switched off: strokes kept as wide as they are' };
}
