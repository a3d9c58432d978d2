import { describe, expect, it } from 'vitest';
import { draw } from '../image/drawing.fixture.js';
import { preparePicture } from '../image/preparePicture.js';
import { segmentLine } from '../image/segments.js';
import { segmentViews } from '../image/segmentViews.js';
import { readTextPage } from '../image/textPage.js';
import { wholeDigits } from './wholeDigits.js';

/** An ellipse 0.6 wide and 1 high around (x, 0.5). */
const zero = (x: number) =>
  Array.from(
    { length: 33 },
    (_, i) => [x + 0.3 * Math.sin((i * Math.PI) / 16), 0.5 - 0.5 * Math.cos((i * Math.PI) / 16)] as const,
  );

/** Three zeros that strokes join, taken apart, and the views of them. */
function joinedZeros() {
  const bridge = (x: number) => [[x, 0.5] as const, [x + 0.3, 0.5] as const];
  const strokes = [zero(0.3), bridge(0.6), zero(1.2), bridge(1.5), zero(2.1)];
  const picture = draw({ width: 160, height: 80, strokes, x: 20, y: 20, size: 40, pen: 4 });
  const prepared = preparePicture(picture);
  if (prepared.asItIs) throw new Error('a picture of 160 × 80 px is not laid out as MNIST’s');
  const page = readTextPage(prepared);
  const line = segmentLine(page.lines[0], page.labeling);
  return { line, view: segmentViews(page.ink, page.strength, line) };
}

describe('wholeDigits', () => {
  it('tells the zeros of joined ones from pairs and from all three, and that they are zeros', async () => {
    const { line, view } = joinedZeros();
    // The middles of the bridges, from where the first zero's pen began.
    const distances = (x: number) =>
      line.segments.map(({ start, cut }) =>
        cut === undefined ? Infinity : Math.abs(start - line.segments[0].start - x),
      );
    const joints = [32, 68].map((x) => distances(x).indexOf(Math.min(...distances(x))));
    expect(Math.min(...joints)).toBeGreaterThan(0);
    const [first, second] = joints;
    const { length } = line.segments;
    const answers = await wholeDigits([
      view(0, first),
      view(first, second),
      view(second, length),
      view(0, second),
      view(first, length),
      view(0, length),
    ]);
    for (const { whole, softmax } of answers.slice(0, 3)) {
      expect(whole).toBeGreaterThan(0.5);
      expect(softmax[0]).toBeGreaterThan(0.9);
      expect(softmax.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    }
    for (const { whole } of answers.slice(3)) expect(whole).toBeLessThan(0.5);
  });
});
