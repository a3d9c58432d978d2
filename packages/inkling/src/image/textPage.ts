import { type Component, findComponents, type Labeling } from './components.js';
import { cropDigit, inGivenPicture } from './crop.js';
import { isFrame } from './frames.js';
import type { NormalizationStage } from './normalizationStage.js';
import type { NormalizedDigit } from './normalizeDigit.js';
import { isSmall } from './pieces.js';
import type { Pixels } from './pixels.js';
import { place as placeDigit } from './place.js';
import { createMask, createPlane, type Mask, maskToGray, type Plane, planeToGray } from './plane.js';
import type { PreparedPicture } from './preparePicture.js';
import { findRuledLines } from './ruledLines.js';
import type { SegmentedLine } from './segments.js';
import { thickenThinStrokes } from './strokes.js';
import { findTextLines, type TextLine } from './textLines.js';
import { warningsAbout } from './warnings.js';

/** A picture as a page of writing. */
export interface TextPage {
  readonly lines: readonly TextLine[];
  readonly labeling: Labeling;
  readonly ink: Plane;
  /** The ink that becomes white. */
  readonly strength: number;
  readonly noise: number;
  readonly scale: number;
  readonly stages: readonly NormalizationStage[];
}

/** Pieces of fewer px than this share of the largest one's are specks. */
const SPECK = 0.004;
const MIN_AREA = 4;
/** Longer and flatter than this is a line that was drawn, not a digit, unless it has loops: joined zeros. */
const FLAT = 4;
const FLAT_WIDTH = 0.3;
const LOOPS = 1.35;

/** Finds the lines of writing in a picture. */
export function readTextPage({ all, scale, stages: before }: PreparedPicture): TextPage {
  const { flattened, ink, polarity, thresholded } = all;
  const { difference, noise, sentence } = flattened;
  const { mask, strength, sentence: threshold } = thresholded;
  const { clean, found } = withoutRuledLines(mask);
  const labeling = findComponents(clean, ink);
  const largest = labeling.components.reduce((most, { area }) => Math.max(most, area), 0);
  const isWriting = (piece: Component) =>
    piece.area >= (isSmall(mask) ? 1 : MIN_AREA) &&
    piece.area >= SPECK * largest &&
    !isFrame(piece, labeling) &&
    !(
      piece.width > FLAT * piece.height &&
      piece.width > FLAT_WIDTH * mask.width &&
      runsAColumn(piece, labeling) < LOOPS
    );
  const lines = findTextLines(labeling.components.filter(isWriting));
  const stages = [
    ...before,
    { name: 'background', sentence, picture: planeToGray(difference, -0.5, 0.5) },
    { name: 'polarity', sentence: polarity, picture: planeToGray(ink, 0, Math.max(strength, 0.02)) },
    { name: 'threshold', sentence: threshold, picture: maskToGray(mask) },
    {
      name: 'lines',
      sentence: `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} of writing${found ? '; the lines of the paper taken out' : ''}`,
      picture: maskToGray(clean),
    },
  ];
  return { lines, labeling, ink, strength, noise, scale, stages };
}

/** How many strokes lie one above the other in a piece, in the mean of its columns: 1 in a line, about 2 in zeros. */
function runsAColumn({ label, x, y, width, height }: Component, { labels, width: stride }: Labeling): number {
  let runs = 0;
  for (let column = x; column < x + width; column++) {
    let isInside = false;
    for (let row = y; row < y + height; row++) {
      const isOwn = labels[row * stride + column] === label;
      if (isOwn && !isInside) runs++;
      isInside = isOwn;
    }
  }
  return runs / width;
}

function withoutRuledLines(mask: Mask): { clean: Mask; found: boolean } {
  const { across, upright } = findRuledLines(mask);
  if (!across && !upright) return { clean: mask, found: false };
  const clean = createMask(mask.width, mask.height);
  for (let i = 0; i < clean.data.length; i++)
    clean.data[i] = mask.data[i] && !across?.data[i] && !upright?.data[i] ? 1 : 0;
  return { clean, found: true };
}

/** Segments `from` to `to` (not included) of a line of the page as one digit. */
export function normalizeSegments(
  page: TextPage,
  { place, numbers }: SegmentedLine,
  from: number,
  to: number,
  pixels: Pixels,
): NormalizedDigit {
  const { ink, strength, noise, scale } = page;
  const own = createPlane(place.width, place.height);
  const chosen = createMask(place.width, place.height);
  const others = createMask(place.width, place.height);
  for (let i = 0; i < numbers.length; i++) {
    own.data[i] = ink.data[(place.y + Math.floor(i / place.width)) * ink.width + place.x + (i % place.width)];
    const number = numbers[i] - 1;
    if (number >= from && number < to) chosen.data[i] = 1;
    else if (number >= 0) others.data[i] = 1;
  }
  const cropped = cropDigit(own, strength, chosen, others);
  const strokes = thickenThinStrokes(cropped.ink, cropped.digit);
  const placed = placeDigit(strokes.ink, strokes.digit);
  const { source } = cropped;
  const box = inGivenPicture({ ...source, x: source.x + place.x, y: source.y + place.y }, scale, pixels);
  const stages = [
    { name: 'segment', sentence: 'the ink of one digit of the line', picture: planeToGray(cropped.ink) },
    { name: 'strokes', sentence: strokes.sentence, picture: planeToGray(strokes.ink) },
    {
      name: 'place',
      sentence: 'scaled to fit 20×20 px, its centre of mass laid in the middle of 28×28',
      picture: placed,
    },
  ];
  const longSide = Math.max(box[2], box[3]);
  const warnings = warningsAbout({ strength, noise, pieces: [], rival: false, longSide });
  return { pixels: placed.data, stages: [...page.stages, ...stages], warnings, blank: false, box };
}
