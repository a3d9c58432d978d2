import { describe, expect, it } from 'vitest';
import { draw } from './drawing.fixture.js';
import { preparePicture } from './preparePicture.js';
import { readTextPage } from './textPage.js';

type Points = (readonly [number, number])[];

/** A circle of radius 0.5 around (x, 0.5). */
const zero = (x: number): Points =>
  Array.from({ length: 25 }, (_, i) => [
    x + 0.5 * Math.sin((i * Math.PI) / 12),
    0.5 - 0.5 * Math.cos((i * Math.PI) / 12),
  ]);

function linesOf(...strokes: Points[]) {
  const prepared = preparePicture(draw({ width: 400, height: 120, strokes, x: 60, y: 40, size: 40, pen: 4 }));
  if (prepared.asItIs) throw new Error('a picture of 400 × 120 px is not laid out as MNIST’s');
  return readTextPage(prepared).lines;
}

describe('readTextPage', () => {
  it('takes joined zeros for writing, however long and flat they are together', () => {
    const lines = linesOf(zero(0.5), zero(1.5), zero(2.5), zero(3.5), zero(4.5));
    expect(lines.map(({ pieces }) => pieces.length)).toEqual([1]);
    expect(lines[0].pieces[0].width).toBeGreaterThan(4 * lines[0].pieces[0].height);
  });

  it('leaves a line out that was drawn below digits', () => {
    const below: Points = [
      [-0.5, 1.4],
      [6, 1.5],
    ];
    const lines = linesOf(zero(0.5), zero(2.5), below);
    expect(lines.flatMap(({ pieces }) => pieces)).toHaveLength(2);
  });
});
