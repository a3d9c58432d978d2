import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, drawPicture } from './augment.fixture.js';
import { imitateHand } from './hand.js';
import { type Picture, SIDE } from './picture.js';

const ring = drawPicture((x, y) => (Math.abs(Math.hypot(x - 13.5, y - 13.5) - 8.5) < 1.3 ? 1 : 0));

/** How much wider than high the ink is. */
function aspect(picture: Picture): number {
  const inked = [...picture.keys()].filter((i) => picture[i] > 0.4);
  const [columns, rows] = [inked.map((i) => i % SIDE), inked.map((i) => Math.floor(i / SIDE))];
  return (1 + Math.max(...columns) - Math.min(...columns)) / (1 + Math.max(...rows) - Math.min(...rows));
}

/** Of 400 copies of a ring, the share that are half as wide again as high. */
function lyingShare(digit: number): number {
  const lying = Array.from({ length: 400 }, (_, seed) =>
    aspect(changed(ring, (copy) => imitateHand(copy, digit, 1, new Random(seed)))),
  ).filter((wide) => wide > 1.5);
  return lying.length / 400;
}

describe('imitateHand', () => {
  it('lays some zeros down, and no other digit', () => {
    expect(lyingShare(0)).toBeGreaterThan(0.05);
    expect(lyingShare(0)).toBeLessThan(0.2);
    expect(lyingShare(6)).toBeLessThan(0.04);
  });

  it('changes nothing where it may change nothing', () => {
    expect(changed(ring, (copy) => imitateHand(copy, 0, 0, new Random(1)))).toEqual(ring);
  });
});
