import { isSmall } from './pieces.js';
import type { Pixels } from './pixels.js';
import { createMask, createPlane, type Mask, type Plane } from './plane.js';

/** A rectangle of a picture in px; it may lie between pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Cropped {
  /** The digit's ink alone, 0 ground .. 1 full ink, with a margin of one pixel for its soft edges. */
  readonly ink: Plane;
  /** The digit in `ink`. */
  readonly digit: Rectangle;
  /** The digit in the picture it was cut out of. */
  readonly source: Rectangle;
  readonly sentence: string;
}

/**
 * Cuts the digit out: the ink of the chosen pixels and, for the soft edges, of the pixels next to them, unless those
 * belong to another piece. `strength` is the ink that becomes 1.
 */
export function cropDigit(ink: Plane, strength: number, chosen: Mask, others: Mask): Cropped {
  const source = boundsOf(chosen);
  // Of a picture of few pixels every grey one counts.
  const near = isSmall(ink) ? undefined : dilate(chosen);
  const crop = inMargin(ink, source, strength, (i) => near?.data[i] !== 0 && !others.data[i]);
  const sentence = `cut out ${source.width} × ${source.height} px at ${source.x}, ${source.y}, all other ink wiped off`;
  return { ink: crop, digit: { ...source, x: 1, y: 1 }, source, sentence };
}

/** The ink in a rectangle that `isWanted`, `strength` of it as 1, with a margin of one pixel. */
export function inMargin(ink: Plane, source: Rectangle, strength: number, isWanted: (pixel: number) => boolean): Plane {
  const crop = createPlane(source.width + 2, source.height + 2);
  for (let y = 0, i = 0; y < crop.height; y++) {
    for (let x = 0; x < crop.width; x++, i++) {
      const [column, row] = [source.x + x - 1, source.y + y - 1];
      if (column < 0 || row < 0 || column >= ink.width || row >= ink.height) continue;
      const from = row * ink.width + column;
      if (isWanted(from)) crop.data[i] = Math.min(1, ink.data[from] / strength);
    }
  }
  return crop;
}

/** The smallest rectangle around all that belongs; nothing must not be asked about. */
export function boundsOf({ width, height, data }: Mask): Rectangle {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!data[i]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function dilate({ width, height, data }: Mask): Mask {
  const result = createMask(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!data[i]) continue;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
          result.data[row * width + column] = 1;
    }
  }
  return result;
}

/** A rectangle of the shrunken picture in whole px of the given one, grown to the pixels that it touches. */
export function inGivenPicture(
  { x, y, width, height }: Rectangle,
  scale: number,
  picture: Pixels,
): readonly [number, number, number, number] {
  const left = Math.floor(x * scale);
  const top = Math.floor(y * scale);
  const right = Math.min(picture.width, Math.ceil((x + width) * scale));
  const bottom = Math.min(picture.height, Math.ceil((y + height) * scale));
  return [left, top, right - left, bottom - top];
}
