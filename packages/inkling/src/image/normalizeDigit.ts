import { cropDigit, inGivenPicture } from './crop.js';
import { findInk } from './findInk.js';
import type { NormalizationStage } from './normalizationStage.js';
import type { NormalizationStep, NormalizeOptions } from './normalizationStep.js';
import { type Chosen, isSmall } from './pieces.js';
import type { GrayPicture, Pixels } from './pixels.js';
import { place } from './place.js';
import { strokesAsTheyAre, wholePicture } from './plainSteps.js';
import { createMask, maskToGray, type Plane, planeToGray } from './plane.js';
import { type PreparedPicture, preparePicture, type ReadyPicture } from './preparePicture.js';
import { thickenThinStrokes } from './strokes.js';
import { STRONG, warningsAbout } from './warnings.js';

/**
 * What `normalizeDigit` makes of a picture, and how.
 *
 * @example
 * const { pixels, box, warnings }: NormalizedDigit = normalizeDigit(picture);
 */
export interface NormalizedDigit {
  /** `[28 × 28]`, 0 ground .. 255 ink, as MNIST keeps its digits. */
  readonly pixels: Uint8Array;
  readonly stages: readonly NormalizationStage[];
  readonly warnings: readonly string[];
  /** Whether no ink was found: then `pixels` are all 0 and `box` is the whole picture. */
  readonly blank: boolean;
  /** Where the digit is: `[x, y, width, height]` in px of the given picture. */
  readonly box: readonly [number, number, number, number];
}

/** Ways to prepare one digit, the likeliest first. */
export type Normalizations = readonly [NormalizedDigit, ...NormalizedDigit[]];

/** Ink that is not this far from its ground, 0..1 and in standard deviations of the ground, is texture. */
const MIN_STRENGTH = 0.02;
const MIN_STRENGTH_IN_NOISE = 4;

/** In a picture of few pixels the strongest ink is white, so that soft strokes stay soft; elsewhere that would be a speck. */
const SMALL_WHITE = 0.85;
/** Ink of this share of white belongs, where all ink does. */
const ALL_INK = 0.4;

/**
 * Prepares a picture of a digit as MNIST's were: white ink on black, scaled to fit 20×20 px, its centre of mass in
 * the middle of 28×28. A 28×28 picture that is laid out so already comes back unchanged, bit for bit.
 * The same pixels give the same bytes in every engine: the steps use only operations that IEEE 754 defines exactly.
 *
 * @throws InklingError `picture/zero-size` for a picture without pixels, `picture/unreadable` where the number of
 *   bytes does not fit the size
 * @example
 * normalizeDigit(picture).pixels.length; // 784
 */
export function normalizeDigit(pixels: Pixels, options: NormalizeOptions = {}): NormalizedDigit {
  return normalizations(pixels, options)[0];
}

/**
 * All ways to prepare a picture that are worth asking the network about; first the one that `normalizeDigit` takes. A second
 * one exists where a picture of few pixels holds ink that was left out: there it takes all of it.
 *
 * @throws InklingError as `normalizeDigit`
 */
export function normalizations(pixels: Pixels, options: NormalizeOptions = {}): Normalizations {
  return normalizationsOf(pixels, preparePicture(pixels, options), options);
}

/** The same, of a picture that is prepared already. */
export function normalizationsOf(
  pixels: Pixels,
  prepared: ReadyPicture | PreparedPicture,
  { without = [] }: NormalizeOptions = {},
): Normalizations {
  if (prepared.asItIs) return [asItIs(prepared.asItIs)];
  const stages: NormalizationStage[] = [...prepared.stages];
  const note = (name: string, sentence: string, picture: GrayPicture) => stages.push({ name, sentence, picture });

  const { channel, all, scale } = prepared;

  const { flattened: ground, ink, polarity, thresholded, chosen } = findInk(channel, all, without);
  const { mask } = thresholded;
  const strength = isSmall(ink) ? Math.max(thresholded.strength, SMALL_WHITE * strongest(ink)) : thresholded.strength;
  note('background', ground.sentence, planeToGray(ground.difference, -0.5, 0.5));
  note('polarity', polarity, planeToGray(ink, 0, Math.max(strength, MIN_STRENGTH)));
  note('threshold', thresholded.sentence, maskToGray(mask));
  if (
    chosen.pieces.length === 0 ||
    strength < Math.max(MIN_STRENGTH, Math.min(STRONG, MIN_STRENGTH_IN_NOISE * ground.noise))
  ) {
    note('pieces', chosen.sentence, maskToGray(chosen.mask));
    return [blank(pixels, stages)];
  }
  const page = { pixels, scale, stages, ink, strength, noise: ground.noise, without };
  const digit = finish(page, chosen);
  return isSmall(ink) && chosen.others.data.includes(1)
    ? [digit, finish(page, allInk(chosen, ink, strength))]
    : [digit];
}

/** What is known of a picture before its pieces are chosen. */
interface Page {
  readonly pixels: Pixels;
  /** Pixels of the picture per pixel of `ink`. */
  readonly scale: number;
  readonly stages: readonly NormalizationStage[];
  readonly ink: Plane;
  readonly strength: number;
  readonly noise: number;
  readonly without: readonly NormalizationStep[];
}

/** The stages from the chosen pieces on. */
function finish(
  { pixels, scale, stages: before, ink, strength, noise, without }: Page,
  chosen: Chosen,
): NormalizedDigit {
  const stages = [...before];
  const note = (name: string, sentence: string, picture: GrayPicture) => stages.push({ name, sentence, picture });
  note('pieces', chosen.sentence, maskToGray(chosen.mask));
  const does = (step: NormalizationStep) => !without.includes(step);
  const cropped = does('crop') ? cropDigit(ink, strength, chosen.mask, chosen.others) : wholePicture(ink, strength);
  note('crop', cropped.sentence, planeToGray(cropped.ink));
  const strokes = does('strokes') ? thickenThinStrokes(cropped.ink, cropped.digit) : strokesAsTheyAre(cropped);
  note('strokes', strokes.sentence, planeToGray(strokes.ink));
  const placed = place(strokes.ink, strokes.digit, { byMass: does('place') });
  const middle = does('place') ? 'its centre of mass' : 'switched off: the middle of its box';
  note('place', `scaled to fit 20×20 px, ${middle} laid in the middle of 28×28`, placed);

  const box = inGivenPicture(cropped.source, scale, pixels);
  const longSide = Math.max(box[2], box[3]);
  const warnings = warningsAbout({ strength, noise, pieces: chosen.pieces, rival: chosen.rival, longSide });
  return { pixels: placed.data, stages, warnings, blank: false, box };
}

/** All ink of a picture as one digit. */
function allInk({ labeling }: Chosen, ink: Plane, strength: number): Chosen {
  const mask = createMask(ink.width, ink.height);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = ink.data[i] > ALL_INK * strength ? 1 : 0;
  return {
    mask,
    others: createMask(ink.width, ink.height),
    labeling,
    pieces: labeling.components,
    rival: false,
    isFrame: false,
    sentence: 'all ink of the picture taken for one digit',
  };
}

function strongest({ data }: Plane): number {
  return data.reduce((most, value) => Math.max(most, value), 0);
}

function asItIs(gray: GrayPicture): NormalizedDigit {
  const sentence = 'laid out as MNIST’s pictures already: taken as it is';
  return {
    pixels: gray.data,
    stages: [{ name: 'place', sentence, picture: gray }],
    warnings: [],
    blank: false,
    box: [0, 0, gray.width, gray.height],
  };
}

function blank({ width, height }: Pixels, stages: NormalizationStage[]): NormalizedDigit {
  return {
    pixels: new Uint8Array(28 * 28),
    stages,
    warnings: ['no ink found: the picture is blank'],
    blank: true,
    box: [0, 0, width, height],
  };
}
