import type { Component, Labeling } from './components.js';

/** How near to its side of the box a frame's line runs, as a share of the box, and how much of each side it covers. */
const NEAR = 0.08;
const COVERED = 0.85;
/** Rounded digits cover less of their boxes' corners than this share of the box's sides. */
const MIN_SHARE = 0.2;

/**
 * Whether a piece is a printed frame: a line along all four sides of its box. A 0 is not, it leaves the corners free.
 * Only pieces of at least a fifth of the picture either way can frame a digit.
 */
export function isFrame(piece: Component, { labels, width, height }: Labeling): boolean {
  if (piece.width < MIN_SHARE * width || piece.height < MIN_SHARE * height) return false;
  const [reachX, reachY] = [Math.ceil(NEAR * piece.width), Math.ceil(NEAR * piece.height)];
  const belongs = (x: number, y: number) => labels[(piece.y + y) * width + piece.x + x] === piece.label;
  const covers = (length: number, reach: number, at: (along: number, inwards: number) => boolean) => {
    let covered = 0;
    for (let along = 0; along < length; along++) {
      for (let inwards = 0; inwards < reach; inwards++) {
        if (!at(along, inwards)) continue;
        covered++;
        break;
      }
    }
    return covered >= COVERED * length;
  };
  return (
    covers(piece.height, reachX, (y, x) => belongs(x, y)) &&
    covers(piece.height, reachX, (y, x) => belongs(piece.width - 1 - x, y)) &&
    covers(piece.width, reachY, (x, y) => belongs(x, y)) &&
    covers(piece.width, reachY, (x, y) => belongs(x, piece.height - 1 - y))
  );
}
