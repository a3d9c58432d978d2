import type { Component } from './components.js';

/** A row of writing: pieces of ink that stand side by side. */
export interface TextLine {
  readonly pieces: readonly Component[];
  /** The usual height of its taller pieces, in px. */
  readonly height: number;
}

/** A piece shorter than this share of the tallest one is no digit by itself: a dot, a comma, a dash, a speck. */
const DIGIT = 0.35;
/** A piece is in a line if this share of the lower one of the two lies at the same height. */
const LEVEL = 0.5;

interface Row {
  readonly pieces: Component[];
  readonly heights: number[];
  /** Of its tallest piece. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * Sorts pieces of ink into lines, from the top one down. The tallest pieces found lines, others join the one that they are level
 * with; small ones join the nearest.
 */
export function findTextLines(pieces: readonly Component[]): TextLine[] {
  const tallest = pieces.reduce((most, { height }) => Math.max(most, height), 0);
  const rows: Row[] = [];
  for (const piece of [...pieces].sort((a, b) => b.height - a.height || a.label - b.label)) {
    const isDigit = piece.height >= DIGIT * tallest;
    const level = ({ top, bottom }: Row) =>
      (Math.min(bottom, piece.y + piece.height) - Math.max(top, piece.y)) / Math.min(piece.height, bottom - top);
    const best = rows.reduce<Row | undefined>(
      (found, row) => (found && level(found) >= level(row) ? found : row),
      undefined,
    );
    if (best && (level(best) >= LEVEL || !isDigit)) {
      best.pieces.push(piece);
      if (isDigit) best.heights.push(piece.height);
    } else {
      rows.push({ pieces: [piece], heights: [piece.height], top: piece.y, bottom: piece.y + piece.height });
    }
  }
  return rows
    .sort((a, b) => a.top - b.top)
    .map(({ pieces: own, heights }) => ({ pieces: own, height: heights.sort((a, b) => a - b)[heights.length >> 1] }));
}
