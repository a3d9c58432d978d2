import type { Segment, SegmentedLine } from '../image/segments.js';
import { bestPath, type Path, type PathCosts } from './bestPath.js';

/** No digit is made of more segments, nor wider than this. All lengths are in heights of the line. */
const MAX_SEGMENTS = 7;
const MAX_WIDTH = 1.6;
/**
 * What each circumstance costs. The weights are those of a semi-Markov conditional random field (S. Sarawagi and W. Cohen, 2004),
 * fitted to the strings of one half of the open cheques (scripts/fit-line-weights.mjs); the networks learnt from MNIST's digits alone.
 */
export const lineWeights = {
  /** Of the network's doubt about its winner, and of the doubt that this is one whole digit. */
  doubt: 0.757,
  notWhole: 0.998,
  each: 0.0112,
  /** Beyond these sizes a digit costs the more, the farther it goes. All lengths are in heights of the line. */
  wide: { from: 1.07, cost: 0.796 },
  flat: { from: 1.3, cost: 5.47 },
  low: { below: 0.97, cost: 1.01 },
  narrow: { below: 0.437, cost: 3.04 },
  /** What pieces apart cost as one digit, and what gaps between them do. */
  join: { each: 0.426, gap: 3.52 },
  /** What a cut through ink costs, and digits that stand one above the other. */
  cut: { each: 0.141, ink: 3.97 },
  overlap: 1.1,
  /** What leaving out dots, commas, dashes and anything else costs, and how much more the more it looks like a digit. */
  skip: { digit: 1.38, dot: 0.324, comma: -0.34, dash: 2.98, other: 2.22, cut: 1.97 },
};

export type LineWeights = typeof lineWeights;

const DOT = 0.3;
const COMMA = { height: 0.42, area: 0.12 };
const DASH = { height: 0.25, aspect: 1.5 };
export const LEAST_PROBABILITY = 1e-5;
const LEAST_WHOLE = 1e-4;

/** What the networks say to segments taken together, 0..1. */
export interface SegmentEvidence {
  /** Which digit they are read as. */
  readonly digit: number;
  /** The winner's probability, of the digit by itself. */
  readonly probability: number;
  /** That the segments are one whole digit. */
  readonly whole: number;
}

/** Whether segments `from` to `to` (not included) may be one digit: not too many, not too far apart. */
export function mayBeDigit({ segments, height }: SegmentedLine, from: number, to: number): boolean {
  if (to - from === 1) return true;
  if (to - from > MAX_SEGMENTS) return false;
  const { width } = extentOf(segments.slice(from, to));
  return width <= MAX_WIDTH * height;
}

/**
 * The likeliest digits of a line. Rival ways to take it apart are weighed by the networks (is this a 4 and a 9, or a 4 and a 4
 * that touch? is this half of a 0?) and by what hands do: digits are not much wider than high, and stand beside each other.
 *
 * @param evidence Of segments `from` to `to` where they may be a digit
 */
export function readLine(line: SegmentedLine, evidence: (from: number, to: number) => SegmentEvidence): Path {
  return bestPath(costsOf(line, evidence, lineWeights));
}

/** What each step on the way through a line costs. */
export function costsOf(
  line: SegmentedLine,
  evidence: (from: number, to: number) => SegmentEvidence,
  weights: LineWeights,
): PathCosts {
  const { segments } = line;
  return {
    segments: segments.length,
    digit: (from, to) =>
      mayBeDigit(line, from, to) ? digitCost(line, from, to, evidence(from, to), weights) : Infinity,
    split: (at) => splitCost(segments[at - 1], segments[at], weights),
    skip: (at) => skipCost(line, at, evidence(at, at + 1), weights),
    reads: (from, to) => evidence(from, to).digit,
  };
}

/** The cost of what is that probable. */
export function doubtOf(p: number, least: number): number {
  return -Math.log(Math.max(least, p));
}

function digitCost(
  line: SegmentedLine,
  from: number,
  to: number,
  evidence: SegmentEvidence,
  weights: LineWeights,
): number {
  const { segments, height: unit } = line;
  const parts = segments.slice(from, to);
  const extent = extentOf(parts);
  const [width, height] = [extent.width / unit, extent.height / unit];
  const { each, doubt, notWhole, wide, flat, low, narrow, join } = weights;
  let cost = each + doubt * doubtOf(evidence.probability, LEAST_PROBABILITY);
  cost += notWhole * doubtOf(evidence.whole, LEAST_WHOLE) + low.cost * Math.max(0, 1 - height / low.below);
  cost += wide.cost * Math.max(0, width - wide.from) + flat.cost * Math.max(0, width / height - flat.from);
  cost += narrow.cost * Math.max(0, narrow.below - width);
  for (let i = 1; i < parts.length; i++) {
    if (parts[i].cut !== undefined) continue;
    const gap = parts[i].start - Math.max(...parts.slice(0, i).map(({ end }) => end));
    cost += join.each + join.gap * Math.max(0, gap / unit);
  }
  return cost;
}

function splitCost(before: Segment, after: Segment, { cut, overlap: cost }: LineWeights): number {
  if (after.cut !== undefined) return cut.each + cut.ink * after.cut;
  const overlap = Math.min(before.end, after.end) - Math.max(before.start, after.start);
  const narrower = Math.min(before.end - before.start, after.end - after.start);
  return cost * Math.max(0, overlap / narrower);
}

function skipCost(
  { segments, place, height: unit }: SegmentedLine,
  at: number,
  evidence: SegmentEvidence,
  { skip }: LineWeights,
): number {
  const { area, box, cut } = segments[at];
  const looks = skip.digit * doubtOf(1 - evidence.whole, LEAST_WHOLE);
  if (cut !== undefined || segments[at + 1]?.cut !== undefined) return skip.cut + looks;
  const [width, height] = [box.width / unit, box.height / unit];
  if (Math.max(width, height) < DOT) return skip.dot;
  const isBelow = box.y > place.height / 2;
  if (isBelow && height < COMMA.height && area < COMMA.area * unit * unit) return skip.comma + looks;
  return (height < DASH.height && width > DASH.aspect * height ? skip.dash : skip.other) + looks;
}

/** How wide and high segments are together, in px. */
export function extentOf(parts: readonly Segment[]): { width: number; height: number } {
  const start = Math.min(...parts.map((part) => part.start));
  const end = Math.max(...parts.map((part) => part.end));
  const top = Math.min(...parts.map(({ box }) => box.y));
  const bottom = Math.max(...parts.map(({ box }) => box.y + box.height));
  return { width: end - start, height: bottom - top };
}
