import { describe, expect, it } from 'vitest';
import type { Pixels } from '../image/pixels.js';
import { linearModel } from './linearModel.fixture.js';
import { predictSoftmax } from './predictSoftmax.js';
import { readPicture } from './readPicture.js';

/** In the middle, where slightly turned copies have nearly the same. */
const at = 13 * 28 + 9;
const model = linearModel(50, { at });

/** A grey picture of 28 × 28 px with these bytes in the middle, three rows high. */
function picture(...bytes: number[]): Pixels {
  const data = new Uint8Array(28 * 28 * 4);
  for (let i = 0; i < 28 * 28; i++) data[4 * i + 3] = 255;
  for (const row of [-28, 0, 28])
    bytes.forEach((byte, i) => {
      data.fill(byte, 4 * (at + row + i), 4 * (at + row + i) + 3);
    });
  return { width: 28, height: 28, data };
}

describe('readPicture', () => {
  it('takes 28 × 28 px as they are on request', async () => {
    const { reading, normalized } = await readPicture(model, picture(0, 0, 0, 255), { normalize: false });
    expect(normalized.pixels.subarray(at, at + 5)).toEqual(Uint8Array.from([0, 0, 0, 255, 0]));
    expect(reading).toMatchObject({ text: '3', verdict: 'sure', isDigit: null, warnings: [] });
    expect(reading.sentence).toMatch(/^3, /);
    expect(reading.confidence).toBe(reading.digits[0].probabilities[3]);
    expect(reading.digits).toHaveLength(1);
    expect(reading.digits[0]).toMatchObject({
      digit: 3,
      candidates: [3],
      isDigit: null,
      box: [0, 0, 28, 28],
    });
    expect(reading.digits[0].softmax).toEqual((await predictSoftmax(model, normalized.pixels))[0]);
  });

  it('is unsure where two digits are nearly as probable', async () => {
    const { reading } = await readPicture(model, picture(0, 0, 0, 0, 200, 0, 0, 0, 0, 197), {
      normalize: false,
    });
    expect(reading.verdict).toBe('unsure');
    expect(reading.sentence).toMatch(/^4, \d+ %, but perhaps a 9 \(\d+ %\); uncalibrated$/);
  });

  it.each([true, false])('answers a blank picture without a digit (normalize: %s)', async (normalize) => {
    const { reading } = await readPicture(model, picture(), { normalize });
    expect(reading).toMatchObject({ text: '', confidence: 0, verdict: 'not-a-digit' });
    expect(reading.digits).toHaveLength(1);
    expect(reading.digits[0].box).toEqual([0, 0, 28, 28]);
  });

  it('refuses another size without normalisation', async () => {
    const wide = { width: 56, height: 14, data: new Uint8Array(28 * 28 * 4) };
    await expect(readPicture(linearModel(1), wide, { normalize: false })).rejects.toMatchObject({
      code: 'picture/not-28x28',
    });
  });
});
