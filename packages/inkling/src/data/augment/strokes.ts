import { type Picture, SIDE } from './picture.js';

/** What a pen needs to know of a digit to add a stroke to it; in px from the picture's left upper corner. */
export interface Strokes {
  /** Highest and lowest place with ink. */
  readonly top: number;
  readonly bottom: number;
  /** Half the mean width of the strokes. */
  readonly radius: number;
}

/** Ink that certainly belongs to a stroke. */
const INK = 0.4;

/** Measures a digit's strokes; `undefined` where there are none. */
export function measureStrokes(picture: Picture): Strokes | undefined {
  let [top, bottom, area, edge] = [SIDE, -1, 0, 0];
  for (let row = 1; row < SIDE - 1; row++) {
    for (let column = 1, i = row * SIDE + 1; column < SIDE - 1; column++, i++) {
      if (picture[i] <= INK) continue;
      if (row < top) top = row;
      bottom = row;
      area++;
      const beside = Math.min(picture[i - 1], picture[i + 1], picture[i - SIDE], picture[i + SIDE]);
      if (beside <= INK) edge++;
    }
  }
  if (bottom < 0) return undefined;
  // A long stroke of width w has two pixels of edge for w of area.
  const radius = Math.min(2.2, Math.max(0.6, edge > 0 ? area / edge : 1));
  return { top, bottom: bottom + 1, radius };
}

/** Where the ink of the row at height `y` is in the mean; `undefined` where that row has none. */
export function middleAt(picture: Picture, y: number): number | undefined {
  const row = Math.min(SIDE - 1, Math.max(0, Math.floor(y)));
  let [mass, moment] = [0, 0];
  for (let column = 0; column < SIDE; column++) {
    const ink = picture[row * SIDE + column];
    mass += ink;
    moment += ink * (column + 0.5);
  }
  return mass > INK ? moment / mass : undefined;
}

/** The leftmost ink between two heights: a place in its column's ink; `undefined` where there is none. */
export function leftEnd(picture: Picture, fromY: number, toY: number): readonly [number, number] | undefined {
  const [first, last] = [Math.max(0, Math.floor(fromY)), Math.min(SIDE, Math.ceil(toY))];
  for (let column = 0; column < SIDE; column++) {
    let [mass, moment] = [0, 0];
    for (let row = first; row < last; row++) {
      const ink = picture[row * SIDE + column];
      if (ink <= INK) continue;
      mass += ink;
      moment += ink * (row + 0.5);
    }
    if (mass > 0) return [column + 0.5, moment / mass];
  }
  return undefined;
}
