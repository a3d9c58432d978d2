import { describe, expect, it } from 'vitest';
import { DIGITS, draw, recolor } from './drawing.fixture.js';
import { looksLikeMnist } from './looksLikeMnist.js';
import { type NormalizationStep, normalizationSteps } from './normalizationStep.js';
import { type NormalizedDigit, normalizeDigit } from './normalizeDigit.js';
import type { Pixels } from './pixels.js';

/** A thin 5 in a corner, on paper that darkens to the right. */
const sheet = draw({ width: 160, height: 120, strokes: DIGITS.five, x: 20, y: 25, size: 50, pen: 1.5 });
const paper = shaded(sheet);

function shaded(picture: Pixels): Pixels {
  const data = picture.data.map((value, i) => value * (1 - (0.4 * ((i >> 2) % picture.width)) / picture.width));
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { ...picture, data };
}

const without = (step: NormalizationStep, picture: Pixels): NormalizedDigit =>
  normalizeDigit(picture, { without: [step] });
const sentence = ({ stages }: NormalizedDigit, step: NormalizationStep) =>
  stages.find(({ name }) => name === step)?.sentence;

/** The share of the 28×28 that is ink. */
function inked({ pixels }: NormalizedDigit): number {
  return pixels.reduce((count, value) => count + (value > 100 ? 1 : 0), 0) / pixels.length;
}

describe('normalizeDigit without a step', () => {
  it('is the same where none is left out', () => {
    expect(normalizeDigit(paper, { without: [] })).toEqual(normalizeDigit(paper));
  });

  it.each(normalizationSteps)('says so in the stage of %s, and makes 28×28 all the same', (step) => {
    const clear = sheet.data.slice();
    for (let i = 0; i < clear.length; i += 4) clear[i + 3] = 255 - clear[i];
    const picture = step === 'transparency' ? { ...sheet, data: clear } : paper;
    const digit = without(step, picture);
    expect(sentence(digit, step)).toContain('switched off');
    expect(digit.stages.map(({ name }) => name)).toEqual(normalizeDigit(picture).stages.map(({ name }) => name));
    expect(digit.pixels).toHaveLength(784);
  });

  it('background: the shadow becomes ink', () => {
    expect(inked(without('background', paper))).not.toBe(inked(normalizeDigit(paper)));
    expect(without('background', sheet).pixels).toEqual(normalizeDigit(sheet).pixels);
  });

  it('polarity: light ink is not found', () => {
    const light = recolor(sheet, (value) => 255 - value);
    expect(looksLikeMnist({ width: 28, height: 28, data: normalizeDigit(light).pixels })).toBe(true);
    expect(without('polarity', light).blank).toBe(true);
    expect(without('polarity', sheet).pixels).toEqual(normalizeDigit(sheet).pixels);
  });

  it('pieces: a second shape stays in', () => {
    const { width, data } = sheet;
    const two = { ...sheet, data: data.slice() };
    for (let y = 80; y < 110; y++) two.data.fill(0, 4 * (y * width + 130), 4 * (y * width + 140));
    for (let i = 3; i < data.length; i += 4) two.data[i] = 255;
    const [, , alone] = normalizeDigit(two).box;
    const [, , both] = without('pieces', two).box;
    expect(both).toBeGreaterThan(alone * 1.5);
  });

  it('crop: the digit stays as small as it is in its picture', () => {
    expect(without('crop', sheet).box).toEqual([0, 0, 160, 120]);
    const small = normalizeDigit(sheet, { without: ['crop', 'strokes'] });
    expect(inked(small)).toBeLessThan(inked(without('strokes', sheet)) / 2);
  });

  it('strokes: thin ones stay thin', () => {
    expect(inked(without('strokes', sheet))).toBeLessThan(inked(normalizeDigit(sheet)));
  });

  it('place: the middle of its box, not its weight, lies in the middle', () => {
    // Heavy below: by weight it is laid higher than by its box.
    const heavy = draw({ width: 90, height: 90, strokes: DIGITS.five, x: 20, y: 20, size: 50, pen: 6 });
    for (let y = 45; y < 68; y++) heavy.data.fill(0, 4 * (y * 90 + 25), 4 * (y * 90 + 65));
    for (let i = 3; i < heavy.data.length; i += 4) heavy.data[i] = 255;
    const firstRow = ({ pixels }: NormalizedDigit) => Math.floor(pixels.findIndex((value) => value > 100) / 28);
    expect(firstRow(without('place', heavy))).toBe(4);
    expect(firstRow(normalizeDigit(heavy))).toBeLessThan(4);
  });
});
