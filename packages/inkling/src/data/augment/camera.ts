import type { Random } from '../../random.js';
import { blur, sharpen } from './blur.js';
import { bell, happens } from './chance.js';
import { bendTones, hardenTones } from './contrast.js';
import { cutOff } from './cutOff.js';
import { fade, fadeUnevenly, veil } from './inkDensity.js';
import { lowerResolution } from './lowResolution.js';
import { addGrain, addSpecks, loseInk } from './noise.js';
import type { Picture } from './picture.js';
import { addRuledLine } from './ruledLine.js';

/**
 * The same digit on other paper and through another camera, in place: each effect to some of the pictures. `amount` says how often
 * there is one; one that is there is there in full.
 *
 * @param amount 0..1.5; 0 changes nothing.
 */
export function imitateCamera(picture: Picture, amount: number, random: Random): void {
  const sometimes = (share: number) => happens(random, share * amount);
  if (sometimes(0.07)) addRuledLine(picture, random);
  if (sometimes(0.12)) {
    const side = 14 + 2 * random.integer(4);
    lowerResolution(picture, side, happens(random, 0.3) ? 'nearest' : 'linear');
  }
  if (sometimes(0.25)) {
    const share = random.uniform(0.06, 0.33);
    blur(picture, share);
    if (happens(random, 0.4)) blur(picture, share);
    restoreInk(picture);
  }
  if (sometimes(0.1)) sharpen(picture, random.uniform(0.5, 2));
  if (sometimes(0.4)) bendTones(picture, 0.5 + 0.1 * bell(random));
  if (sometimes(0.15)) hardenTones(picture, random.uniform(0.25, 0.6), random.uniform(2, 15));
  if (sometimes(0.12)) {
    const corner = () => Math.min(1, random.uniform(0.35, 1.15));
    fadeUnevenly(picture, [corner(), corner(), corner(), corner()]);
  }
  if (sometimes(0.12)) addGrain(picture, random.uniform(0.03, 0.25), random);
  if (sometimes(0.08)) addSpecks(picture, 1 + random.integer(8), random);
  if (sometimes(0.06)) loseInk(picture, random.uniform(0.05, 0.3), random);
  if (sometimes(0.15)) fade(picture, random.uniform(0.55, 1));
  if (sometimes(0.06)) veil(picture, random.uniform(0, 0.2));
  if (sometimes(0.03)) cutOff(picture, random.integer(17) - 8);
}

/** A blurred picture's contrast is set anew, as by whoever takes it: what is darkest becomes full ink again. */
function restoreInk(picture: Picture): void {
  let most = 0.2;
  for (let i = 0; i < picture.length; i++) if (picture[i] > most) most = picture[i];
  fade(picture, 1 / most);
}
