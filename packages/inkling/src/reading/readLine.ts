import type { Segment, SegmentedLine } from '../image/segments.js';
import { bestPath, type Path } from './bestPath.js';

/** No digit is made of more segments, nor wider than this. All lengths are in heights of the line. */
const MAX_SEGMENTS = 5;
const MAX_WIDTH = 2;
/** The network's doubt counts more than what follows, and more for wide digits than for narrow ones: two taken for one are wide. */
const DOUBT = 2.3;
const DOUBT_BY_WIDTH = 0.75;
const USUAL_WIDTH = 0.6;
const EACH_DIGIT = 0.1;
/** Beyond these sizes a digit costs the more, the farther it goes. */
const WIDE = { from: 0.85, cost: 3 };
const FLAT = { from: 1.7, cost: 5 };
const LOW = { from: 0.75, cost: 6 };
/** What pieces apart cost as one digit, and what gaps between them do. */
const JOIN = { each: 0.6, gap: 2 };
/** What a cut through ink costs, and digits that stand one above the other. */
const CUT = { each: 0.4, ink: 4.5 };
const OVERLAP = 3.3;
/** Dots, commas and dashes are left out; anything else only for this. */
const LEAVE_OUT = 3;
const DOT = { size: 0.3, cost: 0.1 };
const COMMA = { height: 0.42, area: 0.12, cost: 0.6 };
const DASH = { height: 0.25, aspect: 1.5, cost: 0.9 };
const LEAST_PROBABILITY = 1e-6;

/** Whether segments `from` to `to` (not included) may be one digit: not too many, not too far apart. */
export function mayBeDigit({ segments, height }: SegmentedLine, from: number, to: number): boolean {
  if (to - from === 1) return true;
  if (to - from > MAX_SEGMENTS) return false;
  const { width } = extentOf(segments.slice(from, to));
  return width <= MAX_WIDTH * height;
}

/**
 * The likeliest digits of a line. Rival ways to take it apart are weighed by the network (is this a 4 and a 9, or a 4 and a 4
 * that touch?) and by what hands do: digits are not much wider than high, stand beside each other, and are rarely cut.
 *
 * @param probability The network's of its winner for segments `from` to `to`
 */
export function readLine(line: SegmentedLine, probability: (from: number, to: number) => number): Path {
  const { segments } = line;
  return bestPath({
    segments: segments.length,
    digit: (from, to) => (mayBeDigit(line, from, to) ? digitCost(line, from, to, probability(from, to)) : Infinity),
    split: (at) => splitCost(segments[at - 1], segments[at]),
    skip: (at) => skipCost(line, at),
  });
}

function digitCost({ segments, height: unit }: SegmentedLine, from: number, to: number, probability: number): number {
  const parts = segments.slice(from, to);
  const extent = extentOf(parts);
  const [width, height] = [extent.width / unit, extent.height / unit];
  const beyond = (value: number, { from: start, cost }: { from: number; cost: number }) =>
    cost * Math.max(0, value - start);
  const doubt = -Math.log(Math.max(LEAST_PROBABILITY, probability));
  let cost = EACH_DIGIT + DOUBT * doubt * (1 + DOUBT_BY_WIDTH * (width - USUAL_WIDTH));
  cost += beyond(width, WIDE) + beyond(width / height, FLAT) + LOW.cost * Math.max(0, 1 - height / LOW.from);
  for (let i = 1; i < parts.length; i++) {
    if (parts[i].cut !== undefined) continue;
    const gap = parts[i].start - Math.max(...parts.slice(0, i).map(({ end }) => end));
    cost += JOIN.each + JOIN.gap * Math.max(0, gap / unit);
  }
  return cost;
}

function splitCost(before: Segment, after: Segment): number {
  if (after.cut !== undefined) return CUT.each + CUT.ink * after.cut;
  const overlap = Math.min(before.end, after.end) - Math.max(before.start, after.start);
  const narrower = Math.min(before.end - before.start, after.end - after.start);
  return OVERLAP * Math.max(0, overlap / narrower);
}

function skipCost({ segments, place, height: unit }: SegmentedLine, at: number): number {
  const { area, box, cut } = segments[at];
  if (cut !== undefined || segments[at + 1]?.cut !== undefined) return LEAVE_OUT;
  const [width, height] = [box.width / unit, box.height / unit];
  if (Math.max(width, height) < DOT.size) return DOT.cost;
  const isBelow = box.y > place.height / 2;
  if (isBelow && height < COMMA.height && area < COMMA.area * unit * unit) return COMMA.cost;
  return height < DASH.height && width > DASH.aspect * height ? DASH.cost : LEAVE_OUT;
}

function extentOf(parts: readonly Segment[]): { width: number; height: number } {
  const start = Math.min(...parts.map((part) => part.start));
  const end = Math.max(...parts.map((part) => part.end));
  const top = Math.min(...parts.map(({ box }) => box.y));
  const bottom = Math.max(...parts.map(({ box }) => box.y + box.height));
  return { width: end - start, height: bottom - top };
}
