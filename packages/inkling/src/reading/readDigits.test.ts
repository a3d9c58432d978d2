import { describe, expect, it } from 'vitest';
import { DIGITS, type Drawing, draw } from '../image/drawing.fixture.js';
import { linearModel } from './linearModel.fixture.js';
import { readDigits, readPicture } from './readPicture.js';

/** A network that calls everything a 7, and is sure of it. */
const model = linearModel(0);
const [kernel, bias] = model.getWeights();
bias[7] = 9;
model.setWeights([kernel, bias]);

const page: Drawing = { width: 400, height: 300, strokes: [], x: 40, y: 30, size: 60, pen: 7 };

/** Digits side by side, a row for each list, 60 px high, 90 px apart. */
function written(...rows: (keyof typeof DIGITS)[][]) {
  const strokes = rows.flatMap((row, down) =>
    row.flatMap((name, along) =>
      DIGITS[name].map((points) => points.map(([x, y]) => [x + 1.5 * along, y + 2 * down] as const)),
    ),
  );
  return draw({ ...page, strokes });
}

describe('readDigits', () => {
  it('reads lines from the top and digits from the left, with a box for each', async () => {
    const { reading, digits } = await readDigits(model, written(['seven', 'four', 'five'], ['four', 'seven']));
    expect(reading.text).toBe('777\n77');
    expect(reading.digits.map(({ box }) => [Math.floor((box[0] - 20) / 90), Math.floor((box[1] - 10) / 120)])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
    ]);
    for (const { box } of reading.digits) expect(Math.abs(box[3] - 64)).toBeLessThan(8);
    expect(digits).toHaveLength(5);
    expect(digits[3].stages.map(({ name }) => name)).toEqual(
      'channel background polarity threshold lines segment strokes place'.split(' '),
    );
    const product = reading.digits.reduce((all, { probability }) => all * probability, 1);
    expect(reading.confidence).toBeLessThanOrEqual(product);
    expect(reading.confidence).toBeGreaterThan(0.2);
  });

  it('reads one digit where there is one, and nothing in a blank picture', async () => {
    expect((await readDigits(model, written(['seven']))).reading).toMatchObject({ text: '7' });
    expect((await readDigits(model, written())).reading).toMatchObject({ text: '', verdict: 'not-a-digit' });
  });
});

describe('readPicture', () => {
  it('sees by itself that there are several digits', async () => {
    expect((await readPicture(model, written(['seven', 'four']))).reading.text).toBe('77');
  });

  it('takes a digit of two strokes, or one beside a speck, for one', async () => {
    const broken = { ...page, strokes: [...DIGITS.five.map((points) => points.slice(0, 3)), DIGITS.five[1]] };
    expect((await readPicture(model, draw(broken))).reading.text).toBe('7');
    const speck = [
      [1.8, 0.95],
      [1.85, 0.95],
    ] as const;
    expect((await readPicture(model, draw({ ...page, strokes: [...DIGITS.seven, speck] }))).reading.text).toBe('7');
  });
});
