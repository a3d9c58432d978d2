import type { Chosen } from './pieces.js';
import type { Plane } from './plane.js';

/** Ink that is this many standard deviations of the ground away from it is beyond doubt. */
const CLEAR = 12;
/** A digit shorter than this share of the picture's longer side may as well be a speck. */
const SMALL = 0.1;
/** How much the picture's edges count against a piece along them, and against one that goes from edge to edge. */
const CONTACT = 4;
const EDGE_TO_EDGE = 0.5;
const FRAME = 0.3;

/**
 * How much what was chosen looks like one digit on a page, 0..1: clear, most of the ink there is, not a speck, free of
 * the picture's edges, and no frame.
 */
export function plausibilityOf(chosen: Chosen, ink: Plane, strength: number, noise: number): number {
  const { mask, others, pieces, isFrame } = chosen;
  if (pieces.length === 0) return 0;
  let [own, foreign] = [0, 0];
  for (let i = 0; i < ink.data.length; i++) {
    if (mask.data[i]) own += ink.data[i];
    else if (others.data[i]) foreign += ink.data[i];
  }
  const sum = (measure: (border: { left: number; top: number; right: number; bottom: number }) => number) =>
    pieces.reduce((total, { border }) => total + measure(border), 0);
  const [left, top, right, bottom] = [sum((b) => b.left), sum((b) => b.top), sum((b) => b.right), sum((b) => b.bottom)];
  const contact = (left + right) / ink.height + (top + bottom) / ink.width;
  const long = Math.max(...pieces.map((piece) => Math.max(piece.width, piece.height)));
  return (
    Math.min(1, strength / (CLEAR * noise)) *
    (own / (own + foreign)) *
    Math.min(1, long / (SMALL * Math.max(ink.width, ink.height))) *
    ((left > 0 && right > 0) || (top > 0 && bottom > 0) ? EDGE_TO_EDGE : 1) *
    (isFrame ? FRAME : 1) *
    (1 / (1 + CONTACT * contact))
  );
}
