import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, inkOf } from './augment.fixture.js';
import { createPicture, SIDE } from './picture.js';
import { addRuledLine } from './ruledLine.js';

describe('addRuledLine', () => {
  it('draws near the sides alone: the middle 12 × 12 px stay as they are', () => {
    const lines = Array.from({ length: 300 }, (_, seed) =>
      changed(createPicture(), (copy) => addRuledLine(copy, new Random(seed))),
    );
    expect(lines.filter((line) => inkOf(line) > 3).length).toBeGreaterThan(200);
    for (const line of lines) {
      const inMiddle = line.some((ink, i) => ink > 0 && isMiddle(i % SIDE) && isMiddle(Math.floor(i / SIDE)));
      expect(inMiddle).toBe(false);
      expect(Math.max(...line)).toBeLessThanOrEqual(1);
    }
  });
});

function isMiddle(place: number): boolean {
  return place >= 8 && place < 20;
}
