import { flattenAround } from './background.js';
import { boundsOf } from './crop.js';
import { distanceTo } from './distance.js';
import { isFrame } from './frames.js';
import { type InkOnGround, inkOn } from './inkOnGround.js';
import type { NormalizationStep } from './normalizationStep.js';
import { allPieces, type Chosen, choosePieces } from './pieces.js';
import { createMask, type Mask, type Plane } from './plane.js';
import { plausibilityOf } from './plausibility.js';
import { findRuledLines } from './ruledLines.js';
import { keepStrokesOnly } from './strokesOnly.js';

/** One way to tell the ink of the digit from everything else. */
export interface InkFinding extends InkOnGround {
  readonly chosen: Chosen;
  /** How much this looks like one digit on a page, 0..1. */
  readonly plausibility: number;
}

/** A finding that is less plausible than this is worth another look, which must then be so many times as plausible. */
const DOUBTFUL = 0.6;
const BETTER = 1.3;
/** Smaller pictures hold nothing but a digit: there is nothing to look past. */
const MIN_SIDE = 64;
/** How far the soft rim of a table or a finger reaches, as a share of the longer side. */
const RIM = 0.015;
/** What counts against ink that ends at something set aside. */
const CUT = 0.5;
/** Ruled lines run on beyond both sides of the digit by at least this share of the picture. */
const BEYOND = 0.08;
const ROUNDS = 3;
/** The steps that finding ink is made of. */
const OWN_STEPS: readonly NormalizationStep[] = ['channel', 'background', 'polarity', 'threshold', 'pieces'];

/**
 * Finds the digit's ink among `all` the ink on the ground as flattened. Where that leads to nothing plausible (photos with a table, a finger, a
 * frame, ruled lines or a hard shadow in them) other ways are tried: without the lines, with what lies along the edges
 * set aside, and by strokes alone.
 */
export function findInk(channel: Plane, all: InkOnGround, without: readonly NormalizationStep[] = []): InkFinding {
  const first = findIn(all, without);
  // The other ways consist of these steps: where one is missing there is only the plain way.
  if (without.some((step) => OWN_STEPS.includes(step))) return first;
  if (!mayHoldMore(channel)) return first;
  let best = first;
  const consider = (finding: InkFinding | undefined) => {
    if (finding && finding.plausibility > BETTER * best.plausibility) best = finding;
  };
  const ways = [() => first, () => lookInside(channel, first), () => findIn(inkOn(keepStrokesOnly(channel)))];
  for (const way of ways) {
    if (best.plausibility >= DOUBTFUL) break;
    const finding = way();
    consider(finding);
    if (best.plausibility < DOUBTFUL) consider(withoutLines(finding));
  }
  return best;
}

/** Whether what stands out from the ground is hardly a digit, in a picture large enough to show something else with digits on it. */
export function mayBeScene(channel: Plane, all: InkOnGround): boolean {
  return mayHoldMore(channel) && findIn(all).plausibility < DOUBTFUL;
}

/** Whether a picture is large enough for more than a digit. */
function mayHoldMore({ width, height }: Plane): boolean {
  return Math.min(width, height) >= MIN_SIDE;
}

/** Sets aside what surrounds the page, again and again: behind the table's edge there may be the table's grain. */
function lookInside(channel: Plane, first: InkFinding): InkFinding {
  let finding = first;
  let setAside: Mask | undefined;
  for (let round = 0; round < ROUNDS && finding.plausibility < DOUBTFUL; round++) {
    const surroundings = surroundingsOf(finding, setAside);
    if (!surroundings) break;
    setAside = surroundings;
    finding = notCut(findIn(inkOn(flattenAround(channel, setAside))), setAside);
  }
  return finding;
}

/** What ends where something was set aside may be half of a digit: the other half lies in the shadow. */
function notCut(finding: InkFinding, setAside: Mask): InkFinding {
  const distances = distanceTo(setAside);
  const { data } = finding.chosen.mask;
  let isCut = false;
  for (let i = 0; i < data.length; i++) isCut ||= data[i] === 1 && distances[i] <= 2;
  return isCut ? { ...finding, plausibility: CUT * finding.plausibility } : finding;
}

/** The pieces that are likeliest to be the digit. */
function findIn(all: InkOnGround, without: readonly NormalizationStep[] = []): InkFinding {
  const { flattened, ink, thresholded } = all;
  const choose = without.includes('pieces') ? allPieces : choosePieces;
  const chosen = choose(thresholded.mask, ink);
  return { ...all, chosen, plausibility: plausibilityOf(chosen, ink, thresholded.strength, flattened.noise) };
}

/** The same finding without the lines of ruled or checked paper, if there are any. */
function withoutLines(finding: InkFinding): InkFinding | undefined {
  const { ink, flattened, thresholded } = finding;
  const { across, upright } = findRuledLines(thresholded.mask);
  if (!across && !upright) return undefined;
  const { width, height } = ink;
  const mask = createMask(width, height);
  const lines = createMask(width, height);
  for (let i = 0; i < mask.data.length; i++) {
    lines.data[i] = across?.data[i] || upright?.data[i] ? 1 : 0;
    mask.data[i] = thresholded.mask.data[i] && !lines.data[i] ? 1 : 0;
  }
  const found = choosePieces(mask, ink);
  if (found.pieces.length === 0) return undefined;
  const digit = boundsOf(found.mask);
  const [left, right] = [digit.x - BEYOND * width, digit.x + digit.width + BEYOND * width];
  const [above, below] = [digit.y - BEYOND * height, digit.y + digit.height + BEYOND * height];
  if (across && (left < 0 || right > width)) return undefined;
  if (upright && (above < 0 || below > height)) return undefined;

  const plausibility = plausibilityOf(found, ink, thresholded.strength, flattened.noise);
  for (let i = 0; i < lines.data.length; i++) found.others.data[i] |= lines.data[i];
  const sentence = `${found.sentence}; the lines of the paper taken out`;
  return { ...finding, chosen: { ...found, sentence }, plausibility };
}

/** Frames and all ink in pieces that touch the picture's edges, with their rims. */
function surroundingsOf({ thresholded: { mask }, chosen: { labeling } }: InkFinding, already?: Mask): Mask | undefined {
  const surrounds = labeling.components.map(
    (piece) =>
      piece.border.left + piece.border.top + piece.border.right + piece.border.bottom > 0 || isFrame(piece, labeling),
  );
  if (!surrounds.includes(true)) return undefined;
  const found = createMask(mask.width, mask.height);
  for (let i = 0; i < mask.data.length; i++) {
    const label = labeling.labels[i];
    found.data[i] = (label && surrounds[label - 1]) || already?.data[i] ? 1 : 0;
  }
  const distances = distanceTo(found);
  const rim = RIM * Math.max(mask.width, mask.height);
  for (let i = 0; i < mask.data.length; i++) found.data[i] = distances[i] <= rim ? 1 : 0;
  return found;
}
