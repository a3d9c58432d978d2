import type { Flattened } from './background.js';
import type { NormalizationStep } from './normalizationStep.js';
import { darkInk, halfOfStrongest } from './plainSteps.js';
import type { Plane } from './plane.js';
import { chooseInkSide } from './polarity.js';
import { type Thresholded, thresholdInk } from './threshold.js';

/** The ink of a picture, told from its ground. */
export interface InkOnGround {
  readonly flattened: Flattened;
  /** How much each pixel differs from the ground in the ink's direction; never negative. */
  readonly ink: Plane;
  readonly polarity: string;
  readonly thresholded: Thresholded;
}

/** Polarity and threshold, on one idea of what the background is. */
export function inkOn(flattened: Flattened, without: readonly NormalizationStep[] = []): InkOnGround {
  const { difference, noise } = flattened;
  const { ink, sentence } = without.includes('polarity') ? darkInk(difference) : chooseInkSide(difference, noise);
  const thresholded = without.includes('threshold') ? halfOfStrongest(ink) : thresholdInk(ink, noise);
  return { flattened, ink, polarity: sentence, thresholded };
}
