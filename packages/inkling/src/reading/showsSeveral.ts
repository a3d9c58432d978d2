import type { TextPage } from '../image/textPage.js';
import type { FoundDigit, FoundLine } from './readText.js';

/** A digit is clear if both networks together are so sure of it at once, and it is so high, in heights of its line. */
const SURE = 0.6;
/** In a scene they must be clearer. */
const VERY_SURE = 0.8;
const HIGH = 0.5;
/** So many of all digits must be clear. */
const MOSTLY = 0.6;
/** No single digit is so many times as wide as it is high. */
const WIDE = 1.3;

/** A clear digit that fell in two has a piece at least this high, in heights of its line. */
const PIECE = HIGH / 2;

/**
 * Whether a page is worth reading for several digits: two pieces of ink beside each other are needed, neither a speck, or one that is
 * too wide for a digit.
 */
export function mayShowSeveral({ lines }: TextPage): boolean {
  const tallest = Math.max(...lines.map(({ height }) => height));
  return lines.some(
    ({ pieces, height: line }) =>
      pieces.filter(({ height }) => height >= PIECE * line).length >= 2 ||
      // The foot of a digit that fell in two is wide as well, but low.
      pieces.some(({ width, height }) => height >= HIGH * tallest && width >= WIDE * height),
  );
}

/**
 * Whether a picture shows several digits rather than one in pieces: at least two clear ones side by side, which stand apart or are
 * together too wide for one, most of them clear, and at most half of them at the picture's edges, where tables, frames and shadows are.
 */
export function showsSeveral(lines: readonly FoundLine[]): boolean {
  const digits = lines.flatMap((line) => line.digits);
  const clear = digits.filter((digit) => isClear(digit));
  return (
    clear.length >= 2 &&
    (clear.filter(({ standsApart }) => standsApart).length >= 2 || aspectOf(digits) >= WIDE) &&
    clear.length >= MOSTLY * digits.length &&
    digits.length >= 2 * lines.length &&
    2 * digits.filter(({ atEdge }) => atEdge).length <= digits.length
  );
}

/**
 * The lines that stand out among whatever else a scene has in it: each of their digits is very clear. Most numbers on signs are found
 * so; bars, letters and folds of cloth are not.
 */
export function plainLines(lines: readonly FoundLine[]): FoundLine[] {
  return lines.filter((line) => line.digits.every((digit) => isClear(digit, VERY_SURE)) && showsSeveral([line]));
}

function isClear({ probability, whole, height }: FoundDigit, sure = SURE): boolean {
  return Math.sqrt(probability * whole) >= sure && height >= HIGH;
}

/** How many times as wide as high the digits are together. */
function aspectOf(digits: readonly FoundDigit[]): number {
  const boxes = digits.map(({ normalized }) => normalized.box);
  const extent = (start: 0 | 1) =>
    Math.max(...boxes.map((box) => box[start] + box[start + 2])) - Math.min(...boxes.map((box) => box[start]));
  return extent(0) / extent(1);
}
