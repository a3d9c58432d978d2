import { readdir, readFile, stat } from 'node:fs/promises';
import {
  checkDigitModel,
  drawNonDigits,
  evaluateImages,
  type Pixels,
  readDigits,
  readPicture,
  Sequential,
  statisticsFromBytes,
  takeImages,
} from 'inkling';
import { loadKerasH5File } from 'inkling/formats';
import { describe, expect, it, vi } from 'vitest';
import { loadEmbedded } from '../data/embedded.js';
import { readPixels } from '../pictures/index.js';
import { loadBundled } from './bundled.js';

const h5 = new URL('../../../../models/mnist_model.h5', import.meta.url);

function grayPixels(gray: Uint8Array): Pixels {
  const data = new Uint8Array(4 * gray.length).fill(255);
  for (const [i, value] of gray.entries()) data.fill(value, 4 * i, 4 * i + 3);
  return { width: 28, height: 28, data };
}

/** Digits in dark ink on a light sign with a dark band above and below, on ground that is darker still: [digits × 784] bytes. */
function onSign(digits: readonly Uint8Array[]): Pixels {
  const [width, height, left, top] = [40 + 22 * digits.length, 90, 20, 30];
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isSign = x > 12 && x < width - 12 && y > 14 && y < 76;
      const isBand = y < 24 || y > 64;
      const [column, row] = [(x - left) % 22, y - top];
      const digit = digits[Math.floor((x - left) / 22)];
      const ink = x >= left && digit && row >= 0 && row < 28 ? (digit[28 * row + column + 3] ?? 0) : 0;
      const color = isSign ? (isBand ? [40, 60, 150] : [205, 215, 225]) : [170 + ((7 * x + 3 * y) % 30), 20, 30];
      data.set(
        color.map((value) => value * (1 - ink / 280)),
        4 * (y * width + x),
      );
    }
  }
  return { width, height, data };
}

describe('the bundled model', () => {
  it('finds a number on a sign, which stands out more than its digits', async () => {
    const { model, statistics } = await loadBundled();
    const { images, labels } = await loadEmbedded();
    for (const from of [9000, 9010, 9020]) {
      const own = [0, 1, 2].map((n) => images.subarray(784 * (from + n), 784 * (from + n + 1)));
      const answers = [readPicture, readDigits].map((read) => read(model, onSign(own), { statistics }));
      const texts = (await Promise.all(answers)).map(({ reading }) => reading.text);
      expect(texts).toEqual(new Array(2).fill(labels.subarray(from, from + 3).join('')));
    }
  });

  it('is models/mnist_model.h5, to the last bit of every weight', async () => {
    const [bundled, keras] = await Promise.all([loadBundled(), readFile(h5).then(loadKerasH5File)]);
    expect(bundled.model.getConfig()).toEqual(keras.model.getConfig());
    expect(bundled.record).toEqual(keras.record);
    expect(bundled.model.getWeights()).toEqual(keras.model.getWeights());
  });

  it('takes at most a megabyte, statistics included, which are those of the .h5 file', async () => {
    const { size } = await stat(new URL('../../dist/bundled/model.bin', import.meta.url));
    expect(size).toBeLessThanOrEqual(1_000_000);
    const [bundled, keras] = await Promise.all([loadBundled(), readFile(h5).then(loadKerasH5File)]);
    expect(bundled.statistics).toEqual(keras.statistics && statisticsFromBytes(keras.statistics));
  });

  it('tells digits that no training sees from pictures that are none', async () => {
    const { model, statistics } = await loadBundled();
    const embedded = await loadEmbedded();
    const heldOut = takeImages(
      embedded,
      Int32Array.from({ length: 300 }, (_, i) => 9000 + i),
      'held out',
    );
    const { refused, ece, nll, nllRaw, sets } = await evaluateImages(model, heldOut, { statistics });
    expect(refused).toBeLessThanOrEqual(0.04);
    expect(ece).toBeLessThanOrEqual(0.015);
    expect(nll).toBeLessThan(nllRaw ?? 0);
    expect(sets[2].coverage).toBeGreaterThanOrEqual(0.99);
    const drawn = drawNonDigits(100, 77, [{ pixels: heldOut.images.subarray(0, 784), label: heldOut.labels[0] }]);
    let accepted = 0;
    for (let i = 0; i < 100; i++) {
      const picture = grayPixels(drawn.subarray(784 * i, 784 * (i + 1)));
      const { reading } = await readPicture(model, picture, { statistics });
      if (reading.verdict !== 'not-a-digit') accepted++;
    }
    expect(accepted).toBeLessThanOrEqual(25);
  });

  it('makes at most 16 passes for a digit, in one piece or several', async () => {
    const { model, statistics } = await loadBundled();
    const pictures = new URL('../../../../examples/pictures/', import.meta.url);
    const predict = vi.spyOn(Sequential.prototype, 'predict');
    const names = (await readdir(pictures)).filter((name) => /\.(png|jpg)$/.test(name));
    expect(names).toContain('two-pencil.jpg');
    for (const name of names) {
      const picture = await readPixels(await readFile(new URL(name, pictures)));
      predict.mockClear();
      await readPicture(model, picture, { statistics });
      const passes = predict.mock.calls.reduce((sum, [images]) => sum + images.length / 784, 0);
      expect(passes, name).toBeLessThanOrEqual(16);
    }
    predict.mockRestore();
  });

  it('has at most 450,000 parameters and reads the digits that no training sees', async () => {
    const { model, record } = await loadBundled();
    checkDigitModel(model);
    expect(model.countParams()).toBeLessThanOrEqual(450_000);
    expect(record).toMatchObject({ trainings: [{ source: 'mnist', count: 60_000 }] });
    const { images, labels } = await loadEmbedded();
    const heldOut = { images: images.subarray(9000 * 784), labels: labels.subarray(9000) };
    expect((await model.evaluate(heldOut)).accuracy).toBeGreaterThanOrEqual(0.99);
  });
});
