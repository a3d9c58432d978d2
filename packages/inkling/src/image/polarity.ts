import { createPlane, type Plane } from './plane.js';

export interface InkLevels {
  /** How much each pixel differs from the ground in the ink's direction; never negative. */
  readonly ink: Plane;
  readonly darkInk: boolean;
  readonly sentence: string;
}

/** What differs less than this from the ground speaks for neither side. */
const MIN_DIFFERENCE = 0.04;

/**
 * Which side of the ground the ink is on. Both sides are weighed: each pixel by its difference to the power 1.5,
 * more in the middle of the picture, where digits are, than at its edges, where shadows and tables are.
 */
export function chooseInkSide(difference: Plane, noise: number): InkLevels {
  const { width, height, data } = difference;
  const threshold = Math.max(3 * noise, MIN_DIFFERENCE);
  let light = 0;
  let dark = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const v = ((y + 0.5) / height - 0.5) / 0.4;
    for (let x = 0; x < width; x++, i++) {
      const beyond = Math.abs(data[i]) - threshold;
      if (beyond <= 0) continue;
      const u = ((x + 0.5) / width - 0.5) / 0.4;
      const square = u * u + v * v;
      const weight = (beyond * Math.sqrt(beyond)) / (1 + square + (square * square) / 2);
      if (data[i] > 0) light += weight;
      else dark += weight;
    }
  }
  const darkInk = dark >= light;
  const ink = createPlane(width, height);
  for (let i = 0; i < data.length; i++) ink.data[i] = Math.max(0, darkInk ? -data[i] : data[i]);
  return {
    ink,
    darkInk,
    sentence: darkInk ? 'dark ink on a light ground: turned over' : 'light ink on a dark ground: kept as it is',
  };
}
