import { type Picture, SIDE } from './picture.js';

/** A straight stroke of a round pen; places in px from the left upper corner. */
export interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Half the stroke's width. */
  readonly radius: number;
}

/** Draws a stroke over what is there; `ink` (0..1) is how dark it is. */
export function drawSegment(picture: Picture, segment: Segment, ink = 1): void {
  eachCovered(segment, (i, share) => {
    if (share * ink > picture[i]) picture[i] = share * ink;
  });
}

/** Takes away what lies under a stroke. */
export function eraseSegment(picture: Picture, segment: Segment): void {
  eachCovered(segment, (i, share) => {
    picture[i] *= 1 - share;
  });
}

/** Calls for each pixel that the stroke touches, with the share (0..1) of it that lies under the stroke, about. */
function eachCovered({ from, to, radius }: Segment, call: (index: number, share: number) => void): void {
  const [x0, y0] = from;
  const [alongX, alongY] = [to[0] - x0, to[1] - y0];
  const lengthSquare = Math.max(1e-6, alongX * alongX + alongY * alongY);
  const reach = radius + 1;
  const left = Math.max(0, Math.floor(Math.min(x0, to[0]) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(x0, to[0]) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, to[1]) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y0, to[1]) + reach));
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5 - y0;
    for (let column = left; column <= right; column++) {
      const x = column + 0.5 - x0;
      const t = Math.min(1, Math.max(0, (x * alongX + y * alongY) / lengthSquare));
      const [offX, offY] = [x - t * alongX, y - t * alongY];
      const share = Math.min(1, radius + 0.5 - Math.sqrt(offX * offX + offY * offY));
      if (share > 0) call(row * SIDE + column, share);
    }
  }
}
