import { cosine, sine } from './sine.js';

/** (x, y) → (xx·x + xy·y, yx·x + yy·y); x to the right, y down. */
export interface LinearMap {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

/**
 * A change of shape around a picture's middle; what is left out stays as it is.
 *
 * @example
 * const shape: Shape = [28, 28, 1];
 */
export interface Shape {
  /** Clockwise, −π..π. */
  readonly rotation?: number;
  /** How far to the left a point goes for each px that it lies further down. */
  readonly shear?: number;
  /** Above 1: everything becomes larger by this. */
  readonly scale?: number;
  /** Above 1: wider by this and lower by the same. */
  readonly stretch?: number;
}

/** Stretches and shears, then rotates and scales. */
export function linearMap({ rotation = 0, shear = 0, scale = 1, stretch = 1 }: Shape): LinearMap {
  const cos = scale * cosine(rotation);
  const sin = scale * sine(rotation);
  const lean = -shear / stretch;
  return {
    xx: cos * stretch,
    xy: cos * lean - sin / stretch,
    yx: sin * stretch,
    yy: sin * lean + cos / stretch,
  };
}

/** The map that undoes another. */
export function inverse({ xx, xy, yx, yy }: LinearMap): LinearMap {
  const determinant = xx * yy - xy * yx;
  return { xx: yy / determinant, xy: -xy / determinant, yx: -yx / determinant, yy: xx / determinant };
}
