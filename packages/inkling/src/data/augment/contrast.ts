import type { Picture } from './picture.js';

// Schlick, "Fast alternatives to Perlin's bias and gain functions", Graphics Gems IV (1994): curves like a power and like a
// sigmoid that need only a division. Math.pow and Math.exp may round differently in other engines.

/**
 * Makes the grey between ground and ink darker or lighter, in place; 0 and 1 stay.
 *
 * @param grey What becomes of 0.5; between 0 and 1.
 */
export function bendTones(picture: Picture, grey: number): void {
  const k = 1 / grey - 2;
  for (let i = 0; i < picture.length; i++) {
    const ink = picture[i];
    if (ink > 0 && ink < 1) picture[i] = ink / (k * (1 - ink) + 1);
  }
}

/**
 * Sharpens the difference between ground and ink, in place, as a scanner that knows hardly any grey; 0 and 1 stay.
 *
 * @param threshold The tone that becomes 0.5; between 0 and 1.
 * @param steepness 1 changes nothing but the threshold; 20 leaves hardly any grey.
 */
export function hardenTones(picture: Picture, threshold: number, steepness: number): void {
  const k = 1 / (1 - threshold) - 2;
  for (let i = 0; i < picture.length; i++) {
    const tone = picture[i];
    if (tone <= 0 || tone >= 1) continue;
    const ink = tone / (k * (1 - tone) + 1);
    const off = 2 * ink - 1;
    picture[i] = 0.5 + (0.5 * steepness * off) / (1 + (steepness - 1) * Math.abs(off));
  }
}
