import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGITS, type Drawing, differenceOf, draw, fromGray, recolor } from './drawing.fixture.js';
import { looksLikeMnist } from './looksLikeMnist.js';
import { normalizeDigit } from './normalizeDigit.js';

const sheet: Drawing = { width: 120, height: 100, strokes: DIGITS.five, x: 40, y: 30, size: 40, pen: 6 };
const reference = normalizeDigit(draw(sheet)).pixels;
const digit = fc.constantFrom(...Object.values(DIGITS));

describe('normalizeDigit', () => {
  it('makes white ink on black, laid out as MNIST’s', () => {
    expect(looksLikeMnist({ width: 28, height: 28, data: reference })).toBe(true);
    expect(Math.max(...reference)).toBeGreaterThan(240);
  });

  it('finds a digit that fills its picture, on a ground as uneven as itself', () => {
    const uneven = draw({ width: 28, height: 28, strokes: DIGITS.five, x: 3, y: 3, size: 22, pen: 6 });
    for (let i = 0; i < 28 * 28; i++) {
      const level = uneven.data[4 * i] / 2 + 60 + 30 * (((i * 7919) % 13) / 6 - 1);
      uneven.data.set([level, level, level], 4 * i);
    }
    expect(normalizeDigit(uneven).blank).toBe(false);
  });

  it('leaves its own result unchanged, bit for bit', () => {
    expect(normalizeDigit(fromGray(28, 28, reference)).pixels).toEqual(reference);
  });

  it('gives the same bytes again', () => {
    expect(normalizeDigit(draw(sheet))).toEqual(normalizeDigit(draw(sheet)));
  });

  it('sees no difference between ink on paper and the picture turned over', () => {
    fc.assert(
      fc.property(digit, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 120 }), (strokes, pen, gray) => {
        const picture = draw({ ...sheet, strokes, pen, ink: [gray, gray, gray] });
        const inverted = normalizeDigit(recolor(picture, (value) => 255 - value)).pixels;
        expect(differenceOf(normalizeDigit(picture).pixels, inverted).largest).toBeLessThanOrEqual(4);
      }),
      // A stroke whose centre lies half way between two pixels; and one whose edges are rounded either way.
      {
        numRuns: 25,
        examples: [
          [DIGITS.one, 3, 17],
          [DIGITS.five, 8, 115],
        ],
      },
    );
  });

  it('does not care where on the sheet the digit is', () => {
    fc.assert(
      fc.property(digit, fc.integer({ min: 5, max: 70 }), fc.integer({ min: 5, max: 50 }), (strokes, x, y) => {
        const moved = normalizeDigit(draw({ ...sheet, strokes, x, y })).pixels;
        expect(differenceOf(moved, normalizeDigit(draw({ ...sheet, strokes })).pixels).largest).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });

  it('does not care how light the sheet is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (brightness) => {
        const picture = draw({ ...sheet, ink: [20, 20, 20], paper: [150, 150, 150] });
        const lighter = normalizeDigit(recolor(picture, (value) => value + brightness)).pixels;
        expect(differenceOf(normalizeDigit(picture).pixels, lighter).largest).toBeLessThanOrEqual(2);
      }),
      { numRuns: 20 },
    );
  });

  it('hardly cares about the size', () => {
    for (const scale of [2, 4, 9]) {
      const { width, height, x, y, size, pen } = sheet;
      const larger = draw({
        ...sheet,
        width: width * scale,
        height: height * scale,
        x: x * scale,
        y: y * scale,
        size: size * scale,
        pen: pen * scale,
      });
      expect(differenceOf(normalizeDigit(larger).pixels, reference).mean).toBeLessThan(6);
    }
  });

  it('hardly cares about light and shadow', () => {
    const light = (x: number, y: number) => 0.95 - 0.4 * (x / 240) - 0.3 * (y / 200) ** 2;
    const shaded = draw({ ...sheet, width: 240, height: 200, x: 80, y: 60, size: 80, pen: 12, light });
    expect(differenceOf(normalizeDigit(shaded).pixels, reference).mean).toBeLessThan(6);
  });

  describe('looks past what else is in a photo', () => {
    const page: Drawing = { ...sheet, width: 240, height: 200, x: 80, y: 60, size: 80, pen: 5, ink: [90, 90, 100] };
    const clean = normalizeDigit(draw(page)).pixels;
    const line = (at: number, every: number) => Math.abs(at - Math.round(at / every) * every) < 1;
    /** Darkens (below 1) the page where something else is. */
    const things: Record<string, (x: number, y: number) => number> = {
      'a dark table beside the paper': (x, y) => (x < 25 || x > 222 - y / 20 ? 0.3 : 1),
      'a hard shadow across the digit': (x, y) => (x + 0.3 * y > 140 ? 0.6 : 1),
      'a finger at the edge': (x, y) => (Math.hypot(x / 30, (y - 150) / 25) < 1 ? 0.6 : 1),
      'a printed frame': (x, y) => ((Math.max(Math.abs(x - 120), 1.2 * Math.abs(y - 100)) | 0) === 90 ? 0.2 : 1),
      'ruled lines': (x, y) => (line(y + 0.03 * x, 29) ? 0.6 : 1),
      'checked paper': (x, y) => (line(y + 0.02 * x, 23) || line(x - 0.02 * y, 23) ? 0.65 : 1),
    };

    it.each(Object.entries(things))('%s', (_, light) => {
      const { pixels, box } = normalizeDigit(draw({ ...page, light }));
      expect(differenceOf(pixels, clean).mean).toBeLessThan(12);
      expect(box.map((px) => Math.round(px / 20))).toEqual(
        normalizeDigit(draw(page)).box.map((px) => Math.round(px / 20)),
      );
    });
  });

  it('hardly cares about the width of a fine pen', () => {
    const [fine, finer] = [5, 2].map(
      (pen) => normalizeDigit(draw({ ...sheet, width: 400, height: 400, x: 100, y: 100, size: 200, pen })).pixels,
    );
    expect(differenceOf(fine, finer).mean).toBeLessThan(12);
    expect(Math.max(...finer)).toBeGreaterThan(200);
  });

  it('takes any picture of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, stream) => {
          const data = Uint8Array.from({ length: width * height * 4 }, () => stream.next().value);
          const { pixels, box, blank, stages } = normalizeDigit({ width, height, data });
          expect(pixels).toHaveLength(784);
          expect(stages.length).toBeGreaterThan(0);
          expect(blank).toBe(Math.max(...pixels) === 0);
          expectWithin(box, width, height);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [1, 3000],
    [3000, 1],
    [20_000, 7],
    [28, 28],
  ])('takes a blank picture of %i × %i px', (width, height) => {
    const normalized = normalizeDigit(fromGray(width, height, new Uint8Array(width * height).fill(200)));
    expect(normalized).toMatchObject({ blank: true, box: [0, 0, width, height] });
    expect(normalized.warnings).toEqual(['no ink found: the picture is blank']);
    expect(normalized.pixels.every((ink) => ink === 0)).toBe(true);
  });

  it('calls paper with grain and nothing on it blank', () => {
    let state = 1;
    const noise = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const gray = Array.from({ length: 300 * 200 }, (_, i) => 205 - (i % 300) / 9 + 6 * (noise() + noise() + noise()));
    expect(normalizeDigit(fromGray(300, 200, gray)).blank).toBe(true);
  });

  it('reports the box in the given picture’s own pixels', () => {
    for (const scale of [1, 4]) {
      const { box } = normalizeDigit(
        draw({
          strokes: DIGITS.one,
          width: 300 * scale,
          height: 200 * scale,
          x: 100 * scale,
          y: 50 * scale,
          size: 90 * scale,
          pen: 8 * scale,
        }),
      );
      const expected = [141, 46, 8, 98].map((px) => px * scale);
      for (const [i, px] of box.entries()) expect(Math.abs(px - expected[i])).toBeLessThanOrEqual(scale * 2 + 2);
    }
  });

  it('warns where a digit is clipped', () => {
    expect(normalizeDigit(draw({ ...sheet, x: -8 })).warnings).toContain('clipped at the left edge');
    expect(normalizeDigit(draw({ ...sheet, y: 70 })).warnings).toContain('clipped at the bottom edge');
    expect(normalizeDigit(draw(sheet)).warnings).toEqual([]);
  });

  it('warns where there is hardly any contrast, and reads it nevertheless', () => {
    const faint = draw({ ...sheet, ink: [215, 215, 215], paper: [230, 230, 230] });
    const { pixels, warnings } = normalizeDigit(faint);
    expect(warnings).toContain('hardly any contrast');
    expect(differenceOf(pixels, reference).mean).toBeLessThan(3);
  });

  it('explains each step with a picture of at most 480 px', () => {
    const { stages } = normalizeDigit(
      draw({ ...sheet, width: 1200, height: 1000, x: 400, y: 300, size: 400, pen: 60 }),
    );
    expect(stages.map(({ name }) => name)).toEqual([
      'channel',
      'background',
      'polarity',
      'threshold',
      'pieces',
      'crop',
      'strokes',
      'place',
    ]);
    for (const { sentence, picture } of stages) {
      expect(sentence.length).toBeGreaterThan(10);
      expect(Math.max(picture.width, picture.height)).toBeLessThanOrEqual(480);
      expect(picture.data).toHaveLength(picture.width * picture.height);
    }
  });

  it('refuses pictures without pixels and bytes that do not fit the size', () => {
    expect(() => normalizeDigit({ width: 0, height: 5, data: new Uint8Array() })).toThrow(
      expect.objectContaining({ code: 'picture/zero-size' }),
    );
    expect(() => normalizeDigit({ width: 2, height: 2, data: new Uint8Array(12) })).toThrow(
      expect.objectContaining({ code: 'picture/unreadable' }),
    );
  });
});

function expectWithin([x, y, boxWidth, boxHeight]: readonly number[], width: number, height: number) {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.min(boxWidth, boxHeight)).toBeGreaterThanOrEqual(1);
  expect(x + boxWidth).toBeLessThanOrEqual(width);
  expect(y + boxHeight).toBeLessThanOrEqual(height);
}
