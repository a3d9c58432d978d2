import type { Component } from './components.js';

/** Ink that differs less from its ground than this (0..1) is hard to see. */
const FAINT = 0.12;
/** Below this many standard deviations of the ground it is hard to tell from texture. */
const FAINT_IN_NOISE = 6;
/** Ink this far from its ground, 0..1, is ink however uneven the ground: a digit that fills its picture is noise to itself, and so is a scene. */
export const STRONG = 0.25;
/** A digit of fewer px than this on its longer side has lost shape already in the given picture. */
const TINY = 10;

export interface Circumstances {
  /** How far the ink is from the ground, 0..1. */
  readonly strength: number;
  readonly noise: number;
  readonly pieces: readonly Component[];
  readonly rival: boolean;
  /** The digit's longer side in px of the given picture. */
  readonly longSide: number;
}

const OPPOSITE = { left: 'right', top: 'bottom', right: 'left', bottom: 'top' } as const;

/** What a person should know before they trust the answer. */
export function warningsAbout({ strength, noise, pieces, rival, longSide }: Circumstances): string[] {
  const warnings: string[] = [];
  if (strength < Math.min(STRONG, FAINT_IN_NOISE * noise)) warnings.push('hardly any contrast to its ground');
  else if (strength < FAINT) warnings.push('hardly any contrast');
  const touches = (side: keyof typeof OPPOSITE) => pieces.some(({ border }) => border[side] > 0);
  // A digit that reaches from edge to edge was cropped tightly, not clipped.
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    if (touches(side) && !touches(OPPOSITE[side])) warnings.push(`clipped at the ${side} edge`);
  if (rival) warnings.push('two separate shapes: the more prominent one was read');
  if (longSide < TINY) warnings.push(`very small: ${longSide} px`);
  return warnings;
}
