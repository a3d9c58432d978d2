import type { Random } from '../../random.js';
import type { Picture } from '../augment/picture.js';
import type { SourceDigit } from './drawNonDigits.js';

/** Where in the digit the ink at (x, y) comes from. */
type Place = (x: number, y: number) => readonly [x: number, y: number];

/** Digits that are none when seen in a mirror, and when laid on their side. */
const NOT_IN_MIRROR = [2, 3, 4, 6, 7, 9];
const NOT_ON_SIDE = [2, 3, 4, 5, 7];

/** A digit in a mirror or on its side, its quarters or stripes in another order, or two digits in one place. */
export function drawDoctoredDigit(picture: Picture, random: Random, digit: () => SourceDigit): void {
  const first = digit();
  const second = digit();
  const kind = random.uniform();
  if (kind < 0.2 && NOT_IN_MIRROR.includes(first.label)) lay(picture, first, (x, y) => [27 - x, y]);
  else if (kind < 0.4 && NOT_ON_SIDE.includes(first.label)) lay(picture, first, (x, y) => [y, x]);
  else if (kind < 0.75) lay(picture, first, shuffled(random));
  // Two of one kind would give that kind again.
  else if (first.label === second.label) lay(picture, first, (x, y) => [x, (3 * y) % 28]);
  else {
    const shift = random.integer(9) - 4;
    lay(picture, first, (x, y) => [x + shift, y]);
    lay(picture, second, (x, y) => [x - shift, y]);
  }
}

/** Tiles of a digit in another order. */
function shuffled(random: Random): Place {
  const across = 2 + random.integer(3);
  const size = Math.trunc(28 / across);
  const order = Int32Array.from({ length: across * across }, (_, i) => i);
  random.shuffle(order);
  return (x, y) => {
    const [column, row] = [Math.trunc(x / size), Math.trunc(y / size)];
    if (column >= across || row >= across) return [-1, -1];
    const from = order[row * across + column];
    return [(from % across) * size + (x % size), Math.trunc(from / across) * size + (y % size)];
  };
}

function lay(picture: Picture, { pixels }: SourceDigit, from: Place): void {
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      const [sourceX, sourceY] = from(x, y);
      const ink = sourceX >= 0 && sourceX < 28 ? pixels[28 * sourceY + sourceX] / 255 : 0;
      picture[28 * y + x] = Math.max(picture[28 * y + x], ink);
    }
  }
}
