import type { TextPage } from '../image/textPage.js';
import type { FoundDigit, FoundLine } from './readText.js';

/** A digit is clear if both networks together are so sure of it at once, and it is so high, in heights of its line. */
const SURE = 0.6;
const HIGH = 0.5;
/** So many of all digits must be clear. */
const MOSTLY = 0.7;

/** A clear digit that fell in two has a piece at least this high, in heights of its line. */
const PIECE = HIGH / 2;

/**
 * Whether a page is worth reading for several digits, which stand apart: two pieces of ink beside each other are needed, neither a
 * speck.
 */
export function mayShowSeveral({ lines }: TextPage): boolean {
  return lines.some(({ pieces, height: line }) => pieces.filter(({ height }) => height >= PIECE * line).length >= 2);
}

/**
 * Whether a picture shows several digits rather than one in pieces: at least two clear ones that stand apart, side by side,
 * most of them clear, and at most half of them at the picture's edges, where tables, frames and shadows are.
 */
export function showsSeveral(lines: readonly FoundLine[]): boolean {
  const digits = lines.flatMap((line) => line.digits);
  const clear = digits.filter(isClear);
  return (
    clear.filter(({ standsApart }) => standsApart).length >= 2 &&
    clear.length >= MOSTLY * digits.length &&
    digits.length >= 2 * lines.length &&
    2 * digits.filter(({ atEdge }) => atEdge).length <= digits.length
  );
}

function isClear({ probability, whole, height }: FoundDigit): boolean {
  return Math.sqrt(probability * whole) >= SURE && height >= HIGH;
}
