import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromGray } from './drawing.fixture.js';
import { looksLikeMnist } from './looksLikeMnist.js';
import { normalizeDigit } from './normalizeDigit.js';

/** A filled box of ink on black. */
function box(x: number, y: number, width: number, height: number, size = 28) {
  const data = new Uint8Array(size * size);
  for (let row = y; row < y + height; row++) data.fill(200, row * size + x, row * size + x + width);
  return { width: size, height: size, data };
}

describe('looksLikeMnist', () => {
  it.each([
    ['20 px high in the middle', box(10, 4, 8, 20), true],
    ['19 px wide', box(4, 10, 19, 7), true],
    ['1 px off the middle', box(11, 5, 8, 20), true],
    ['2 px off the middle', box(12, 4, 8, 20), false],
    ['18 px high', box(10, 5, 8, 18), false],
    ['21 px high', box(10, 3, 8, 21), false],
    ['empty', box(0, 0, 0, 0), false],
    ['of 30 px', box(11, 5, 8, 20, 30), false],
  ])('a picture %s: %s', (_, picture, expected) => {
    expect(looksLikeMnist(picture)).toBe(expected);
  });

  it('counts the faintest ink', () => {
    const picture = box(10, 4, 8, 20);
    picture.data[0] = 1;
    expect(looksLikeMnist(picture)).toBe(false);
  });

  const folder = new URL('../../../../../shared/data/mnist/', import.meta.url);
  const missing = existsSync(folder) ? '' : ' (skipped: no ../shared/data/mnist)';
  it.skipIf(missing !== '')(`holds for all 70,000 of MNIST, which pass unchanged${missing}`, () => {
    for (const part of ['train', 't10k']) {
      const images = gunzipSync(readFileSync(new URL(`${part}-images-idx3-ubyte.gz`, folder))).subarray(16);
      for (let i = 0; i < images.length; i += 784) {
        const data = images.subarray(i, i + 784);
        if (!looksLikeMnist({ width: 28, height: 28, data })) expect.fail(`${part} image ${i / 784}`);
        if (i % (784 * 100) === 0) expect(Buffer.compare(normalizeDigit(fromGray(28, 28, data)).pixels, data)).toBe(0);
      }
    }
  });
});
