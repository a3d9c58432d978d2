import type { GrayPicture } from './pixels.js';
import type { Plane } from './plane.js';
import { resample } from './resample.js';

/** Size of MNIST's pictures and of the box that the digit is scaled to fit, in px. */
const FRAME = 28;
const BOX = 20;
/** What lies as near as this, in px, to half way between two places goes the same way, whichever way it was rounded before. */
const TIE = 1e-4;

/**
 * MNIST's own recipe: the digit (an area of `ink`, 0..1) scaled to fit 20×20 px with its aspect kept, anti-aliased, then laid
 * into 28×28 by whole px so that its centre of mass comes nearest to the middle of pixel (14, 14), where MNIST's lie.
 * `byMass: false` lays the middle of its box there instead.
 */
export function place(
  ink: Plane,
  digit: { x: number; y: number; width: number; height: number },
  { byMass = true } = {},
): GrayPicture {
  const scale = Math.max(digit.width, digit.height) / BOX;
  const size = { width: boxSide(digit.width / scale), height: boxSide(digit.height / scale) };
  const box = resample(ink, {
    ...size,
    scale,
    left: digit.x - (size.width * scale - digit.width) / 2,
    top: digit.y - (size.height * scale - digit.height) / 2,
  });
  const [x, y] = byMass ? centreOfMass(box) : [size.width / 2, size.height / 2];
  const left = offset(x, size.width);
  const top = offset(y, size.height);
  const data = new Uint8Array(FRAME * FRAME);
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++)
      data[(top + row) * FRAME + left + column] = Math.min(255, box.data[row * size.width + column] * 255 + 0.5);
  return { width: FRAME, height: FRAME, data };
}

function boxSide(length: number): number {
  return Math.min(BOX, Math.max(1, Math.ceil(length - 1e-6)));
}

/** In px, 0 the middle of the first pixel. */
function centreOfMass({ width, height, data }: Plane): [number, number] {
  let [mass, momentX, momentY] = [0, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      mass += data[i];
      momentX += data[i] * x;
      momentY += data[i] * y;
    }
  }
  return mass > 0 ? [momentX / mass, momentY / mass] : [(width - 1) / 2, (height - 1) / 2];
}

function offset(centre: number, size: number): number {
  return Math.min(FRAME - size, Math.max(0, Math.round(FRAME / 2 - centre + TIE)));
}
