import type { Component, Labeling } from './components.js';
import { boundsOf, type Rectangle } from './crop.js';
import { holesIn } from './holes.js';
import { createMask, type Mask } from './plane.js';
import { cheapestSeam, type Seam } from './seams.js';
import { slantOf } from './slant.js';
import type { TextLine } from './textLines.js';

/** A part of a line that belongs to one digit: a piece of ink, or what is left and right of a cut through one. */
export interface Segment {
  /** In the line's own picture. */
  readonly box: Rectangle;
  /** Where it begins and ends along the slanted line, in px. */
  readonly start: number;
  readonly end: number;
  /** Pixels. */
  readonly area: number;
  /** Whether the segment before it is the other side of a cut, and how much ink was cut, as a share of the line's height. */
  readonly cut?: number;
}

/** A line taken apart: more cuts than there are digits, since only the network can tell which are right. */
export interface SegmentedLine {
  /** Where the line's own picture lies in the page. */
  readonly place: Rectangle;
  /** `[place.height × place.width]`: 0 ground, else the number of the segment, from 1. */
  readonly numbers: Int16Array;
  readonly segments: readonly Segment[];
  readonly height: number;
}

/** Cuts go through at most so much ink, are so far from the ends of a piece and from each other, as shares of the line's height. */
const MAX_INK = 0.6;
const FROM_END = 0.12;
const APART = 0.08;
/** How far a cut may wander from where it was asked for. */
const REACH = 0.06;
/** Pieces at least so high must not come to lie over each other by so much more along the slant than upright, in heights of the line. */
const TALL = 0.5;
const OVER = 0.2;
/** What a pixel of a hole costs on the way through a piece: loops are parts of digits, and rarely cut. */
const HOLE = 0.35;

/**
 * Takes a line apart along its slant, or upright where that would lay digits over each other: at every gap, and in pieces wide enough
 * for two digits wherever there is little ink.
 */
export function segmentLine({ pieces, height }: TextLine, labeling: Labeling): SegmentedLine {
  const place = around(pieces);
  const own = createMask(place.width, place.height);
  const isOwn = new Uint8Array(labeling.components.length + 1);
  for (const { label } of pieces) isOwn[label] = 1;
  const labels = new Int32Array(own.data.length);
  for (let i = 0; i < own.data.length; i++) {
    const x = place.x + (i % place.width);
    const y = place.y + Math.floor(i / place.width);
    const label = labeling.labels[y * labeling.width + x];
    if (!isOwn[label]) continue;
    labels[i] = label;
    own.data[i] = 1;
  }
  const leaning = alongSlant(own, slantOf(own));
  const tall = pieces.filter((piece) => piece.height >= TALL * height);
  const upright = tall.map(({ x, width }): Span => ({ start: x, end: x + width }));
  const climbs = tall.length > 1 && overlapOf(spansOf(tall, labels, leaning)) > overlapOf(upright) + OVER * height;
  const along = climbs ? alongSlant(own, 0) : leaning;
  const holes = holesIn(own);
  const parts = pieces.flatMap((piece) => partsOf(piece.label, { labels, along, holes, place, height }));
  parts.sort((a, b) => a.start + a.end - (b.start + b.end) || a.start - b.start);
  const numbers = new Int16Array(labels.length);
  const segments = parts.map((part, number): Segment => {
    const mask = createMask(place.width, place.height);
    for (const i of part.pixels) {
      mask.data[i] = 1;
      numbers[i] = number + 1;
    }
    const isCut = part.cut !== undefined && parts[number - 1]?.label === part.label;
    return {
      ...{ box: boundsOf(mask), start: part.start, end: part.end, area: part.pixels.length },
      ...(isCut && { cut: part.cut }),
    };
  });
  return { place, numbers, segments, height };
}

/** From where to where something lies along a line, in px; the end is not included. */
interface Span {
  start: number;
  end: number;
}

/** From where to where each piece's pixels lie. */
function spansOf(pieces: readonly Component[], labels: Int32Array, along: Int32Array): Span[] {
  const spans = new Map(
    pieces.map(({ label }): [number, Span] => [label, { start: Number.POSITIVE_INFINITY, end: 0 }]),
  );
  for (let i = 0; i < labels.length; i++) {
    const span = spans.get(labels[i]);
    if (!span) continue;
    span.start = Math.min(span.start, along[i]);
    span.end = Math.max(span.end, along[i] + 1);
  }
  return [...spans.values()];
}

/** How far spans lie over each other, in px, all pairs together. */
function overlapOf(spans: readonly Span[]): number {
  return spans.reduce(
    (sum, a, n) =>
      spans
        .slice(n + 1)
        .reduce((own, b) => own + Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)), sum),
    0,
  );
}

interface Part {
  readonly label: number;
  readonly pixels: number[];
  readonly start: number;
  readonly end: number;
  readonly cut?: number;
}

/** Where each pixel lies along the line, with the slant taken out; whole px, not below 0. */
function alongSlant({ width, height }: Mask, slant: number): Int32Array {
  const reach = Math.ceil((Math.abs(slant) * height) / 2) + 1;
  return Int32Array.from(
    { length: width * height },
    (_, i) => (i % width) + Math.round(slant * (Math.floor(i / width) - height / 2)) + reach,
  );
}

/** What is known of a line before its pieces are cut. */
interface Uncut {
  readonly labels: Int32Array;
  readonly along: Int32Array;
  readonly holes: Mask;
  readonly place: Rectangle;
  readonly height: number;
}

function partsOf(label: number, { labels, along, holes, place, height }: Uncut): Part[] {
  const pixels: number[] = [];
  let [start, end, top, bottom] = [Number.POSITIVE_INFINITY, 0, place.height, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label) continue;
    pixels.push(i);
    start = Math.min(start, along[i]);
    end = Math.max(end, along[i] + 1);
    top = Math.min(top, Math.floor(i / place.width));
    bottom = Math.max(bottom, Math.floor(i / place.width) + 1);
  }
  const width = end - start;
  const rowOf = (i: number) => Math.floor(i / place.width) - top;
  const costs = new Float32Array(width * (bottom - top));
  for (let i = top * place.width; i < bottom * place.width; i++) {
    const column = along[i] - start;
    if (holes.data[i] && column >= 0 && column < width) costs[rowOf(i) * width + column] = HOLE;
  }
  for (const i of pixels) costs[rowOf(i) * width + along[i] - start] = 1;
  const seams = seamsThrough(costs, width, height);
  if (seams.length === 0) return [{ label, pixels, start, end }];
  const sides: number[][] = Array.from({ length: seams.length + 1 }, () => []);
  for (const i of pixels) {
    const row = rowOf(i);
    sides[seams.filter(({ columns }) => columns[row] <= along[i] - start).length].push(i);
  }
  return sides
    .map((own, n): Part => {
      const places = own.map((i) => along[i]);
      return {
        ...{
          label,
          pixels: own,
          start: places.reduce((a, b) => Math.min(a, b), end),
          end: places.reduce((a, b) => Math.max(a, b + 1), start),
        },
        ...(n > 0 && { cut: seams[n - 1].ink / height }),
      };
    })
    .filter((part) => part.pixels.length > 0);
}

/** The ways through least ink around, far enough from the ends and from each other. */
function seamsThrough(costs: Float32Array, width: number, height: number): Seam[] {
  const fromEnd = Math.max(2, Math.round(FROM_END * height));
  const apart = Math.max(1, Math.round(APART * height));
  const reach = Math.max(1, Math.round(REACH * height));
  const seams: Seam[] = [];
  for (let at = fromEnd; at < width - fromEnd; at++) seams.push(cheapestSeam(costs, width, at, reach));
  const isLeast = ({ ink: through, cost }: Seam, i: number) => {
    if (through > MAX_INK * height) return false;
    for (let near = Math.max(0, i - apart); near <= Math.min(seams.length - 1, i + apart); near++)
      if (seams[near].cost < cost) return false;
    return true;
  };
  const candidates = seams.map((seam, i) => ({ seam, i })).filter(({ seam, i }) => isLeast(seam, i));
  // Of a valley with a flat floor its middle.
  const cuts: Seam[] = [];
  for (let i = 0; i < candidates.length; ) {
    let last = i;
    while (last + 1 < candidates.length && candidates[last + 1].i - candidates[last].i <= apart) last++;
    cuts.push(candidates[(i + last + 1) >> 1].seam);
    i = last + 1;
  }
  return cuts;
}

function around(pieces: readonly Component[]): Rectangle {
  const x = Math.min(...pieces.map((piece) => piece.x));
  const y = Math.min(...pieces.map((piece) => piece.y));
  const right = Math.max(...pieces.map((piece) => piece.x + piece.width));
  const bottom = Math.max(...pieces.map((piece) => piece.y + piece.height));
  return { x, y, width: right - x, height: bottom - y };
}
