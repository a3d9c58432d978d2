import type { Random } from '../../random.js';
import { breakStroke } from './brokenStroke.js';
import { bell, happens, ratio } from './chance.js';
import { elasticField } from './elastic.js';
import { extentOf } from './extent.js';
import { linearMap } from './linearMap.js';
import { addPenStyle, strikeThrough } from './penStyles.js';
import { thicken, thin } from './penWidth.js';
import { type Picture, SIDE } from './picture.js';
import { measureStrokes } from './strokes.js';
import { warp } from './warp.js';

/** How often other pens' forms are drawn on a digit that has such. */
const styleShares: Readonly<Record<number, number>> = { 0: 0.28, 1: 0.5, 4: 0.2, 7: 0.28 };

/** How often a 0 is an egg that lies, as quick hands write it. */
const LYING_SHARE = 0.12;

/** Half the width of the thinnest stroke that 28 × 28 px still show, in px. */
const HAIRLINE = 0.6;

const MIDDLE = SIDE / 2;
const unchanged = linearMap({});

/**
 * The same digit by another hand and pen, in place: other forms, thick and thin strokes, slant, turn and unsteadiness. Then the
 * digit is fitted again as `normalizeDigit` fits it, as long as before and centred, give or take a little.
 *
 * @param amount 0..1.5; 0 changes nothing.
 */
export function imitateHand(picture: Picture, digit: number, amount: number, random: Random): void {
  const before = extentOf(picture, unchanged);
  if (!before) return;
  if (happens(random, amount * (styleShares[digit] ?? 0))) addPenStyle(picture, digit, random);
  if (happens(random, 0.025 * amount)) strikeThrough(picture, random);
  if (happens(random, 0.65 * amount)) changePen(picture, amount * random.uniform(-0.9, 1.6));
  if (happens(random, 0.1 * amount)) breakStroke(picture, random);

  const shape = {
    rotation: 0.16 * amount * bell(random),
    shear: 0.16 * amount * bell(random),
    stretch: ratio(0.11 * amount * bell(random)) * lying(digit, amount, random),
  };
  const after = extentOf(picture, linearMap(shape)) ?? before;
  const scale = (before.length / after.length) * ratio(0.065 * amount * bell(random));
  const byBox = happens(random, 0.25 * amount);
  const [fromX, fromY] = byBox ? after.middle : after.mass;
  const [toX, toY] = byBox ? [MIDDLE, MIDDLE] : before.mass;
  const jitter = () => 0.65 * amount * bell(random);
  warp(picture, {
    map: linearMap({ ...shape, scale }),
    from: [MIDDLE, MIDDLE],
    to: [toX - scale * (fromX - MIDDLE) + jitter(), toY - scale * (fromY - MIDDLE) + jitter()],
    field: elasticField(random, 1.1 * amount),
  });
}

/** How much wider than high a digit becomes, beyond what every hand varies. */
function lying(digit: number, amount: number, random: Random): number {
  return digit === 0 && happens(random, LYING_SHARE * amount) ? random.uniform(1.15, 1.5) : 1;
}

function changePen(picture: Picture, amountPx: number): void {
  if (amountPx > 0) {
    thicken(picture, amountPx);
    return;
  }
  const strokes = measureStrokes(picture);
  if (strokes) thin(picture, Math.min(-amountPx, Math.max(0, strokes.radius - HAIRLINE)));
}
