import { describe, expect, it } from 'vitest';
import { DIGITS, draw } from '../image/drawing.fixture.js';
import { preparePicture } from '../image/preparePicture.js';
import { readTextPage } from '../image/textPage.js';
import { mayShowSeveral } from './showsSeveral.js';

function pageWith(...names: (keyof typeof DIGITS)[]) {
  const strokes = names.flatMap((name, along) =>
    DIGITS[name].map((points) => points.map(([x, y]) => [x + 1.5 * along, y] as const)),
  );
  const prepared = preparePicture(draw({ width: 300, height: 200, strokes, x: 40, y: 30, size: 60, pen: 7 }));
  if (prepared.asItIs) throw new Error('a picture of 300 × 200 px is not laid out as MNIST’s');
  return readTextPage(prepared);
}

describe('mayShowSeveral', () => {
  it('is no for a single piece of ink, which is not taken apart', () => {
    expect(mayShowSeveral(pageWith('seven'))).toBe(false);
  });

  it('is yes for two pieces side by side', () => {
    expect(mayShowSeveral(pageWith('seven', 'one'))).toBe(true);
  });
});
