import type { Component, Labeling } from './components.js';
import { boundsOf, type Rectangle } from './crop.js';
import { createMask, type Mask } from './plane.js';
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
const MAX_INK = 0.5;
const FROM_END = 0.15;
const APART = 0.12;

/** Takes a line apart along its slant: at every gap, and in pieces wide enough for two digits wherever there is little ink. */
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
  const along = alongSlant(own, slantOf(own));
  const parts = pieces.flatMap((piece) => partsOf(piece.label, labels, along, height));
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

function partsOf(label: number, labels: Int32Array, along: Int32Array, height: number): Part[] {
  const pixels: number[] = [];
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label) continue;
    pixels.push(i);
    start = Math.min(start, along[i]);
    end = Math.max(end, along[i] + 1);
  }
  const counts = new Float64Array(end - start);
  for (const i of pixels) counts[along[i] - start]++;
  const cuts = cutsThrough(counts, height);
  if (cuts.length === 0) return [{ label, pixels, start, end }];
  const ends = [...cuts.map(({ at }) => at), counts.length];
  return ends
    .map((stop, n): Part => {
      const from = n === 0 ? 0 : ends[n - 1];
      const within = pixels.filter((i) => along[i] - start >= from && along[i] - start < stop);
      return {
        ...{ label, pixels: within, start: start + from, end: start + stop },
        ...(n > 0 && { cut: cuts[n - 1].ink }),
      };
    })
    .filter((part) => part.pixels.length > 0);
}

/** The columns with the least ink around, far enough from the ends and from each other; `ink` as a share of the line's height. */
function cutsThrough(counts: Float64Array, height: number): { at: number; ink: number }[] {
  const fromEnd = Math.max(2, Math.round(FROM_END * height));
  const apart = Math.max(1, Math.round(APART * height));
  const candidates: { at: number; ink: number }[] = [];
  for (let at = fromEnd; at < counts.length - fromEnd; at++) {
    let isLeast = counts[at] <= MAX_INK * height;
    for (let near = Math.max(0, at - apart); near <= Math.min(counts.length - 1, at + apart); near++)
      isLeast &&= counts[near] >= counts[at];
    if (isLeast) candidates.push({ at, ink: counts[at] / height });
  }
  // Of a valley with a flat floor its middle.
  const cuts: { at: number; ink: number }[] = [];
  for (let i = 0; i < candidates.length; ) {
    let last = i;
    while (last + 1 < candidates.length && candidates[last + 1].at - candidates[last].at <= apart) last++;
    cuts.push({ at: (candidates[i].at + candidates[last].at + 1) >> 1, ink: candidates[i].ink });
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
