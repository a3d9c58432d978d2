import { describe, expect, it, vi } from 'vitest';
import { statisticsToBytes } from '../confidence/index.js';
import type { Pixels } from '../image/pixels.js';
import { Sequential } from '../model/sequential.js';
import { Random } from '../random.js';
import { evaluateImages } from './evaluateImages.js';
import { fitStatistics } from './fitStatistics.js';
import { linearModel } from './linearModel.fixture.js';
import { readPicture } from './readPicture.js';

/** Images whose digit is a bright pixel at its place in the first row, more or less bright, in a little noise. */
function digits(count: number, seed: number, { noise = 30, darkest = 100 } = {}) {
  const random = new Random(seed);
  const labels = Uint8Array.from({ length: count }, () => random.integer(10));
  const images = new Uint8Array(784 * count);
  labels.forEach((label, i) => {
    for (let at = 784 * i; at < 784 * (i + 1); at++) images[at] = random.integer(noise);
    images[784 * i + label] = darkest + random.integer(256 - darkest);
  });
  return { name: 'dots', count, width: 28, height: 28, images, labels };
}

const model = linearModel(10);
const [validation, training] = [digits(150, 1), digits(300, 2)];

describe('fitStatistics', () => {
  it('gives the same statistics twice, and answers that are honest on other digits', async () => {
    const statistics = await fitStatistics(model, { validation, training });
    expect(statisticsToBytes(await fitStatistics(model, { validation, training }))).toEqual(
      statisticsToBytes(statistics),
    );
    const fresh = digits(400, 3);
    const { refused, sets } = await evaluateImages(model, fresh, { statistics });
    expect(refused).toBeLessThan(0.05);
    expect(sets[0].coverage).toBeGreaterThan(0.97);
  });

  it('makes small sets at lower coverages though one label in 150 is beyond hope', async () => {
    const faint = { noise: 60, darkest: 60 };
    const flawed = digits(150, 1, faint);
    flawed.labels[0] = (flawed.labels[0] + 5) % 10;
    const statistics = await fitStatistics(model, { validation: flawed, training: digits(300, 51, faint) });
    const { sure } = await evaluateImages(model, digits(200, 91, faint), { statistics, coverage: 0.9 });
    expect(sure).toBeGreaterThan(0.75);
  });

  it('lets readings say what they are', async () => {
    const statistics = await fitStatistics(model, { validation, training });
    const dark = { width: 28, height: 28, data: new Uint8Array(4 * 784).fill(0) };
    const { reading } = await readPicture(model, dark, { statistics, normalize: false });
    expect(reading).toMatchObject({ verdict: 'not-a-digit', isDigit: 0 });
    const lines = Uint8Array.from({ length: 4 * 784 }, (_, i) => (i % 4 === 3 || Math.floor(i / 224) % 2 ? 255 : 0));
    const striped = { width: 28, height: 28, data: lines };
    const other = await readPicture(model, striped, { statistics, normalize: false });
    expect(other.reading.verdict).toBe('not-a-digit');
    expect(other.reading.isDigit).toBeGreaterThan(0);
    expect(other.reading.sentence).toMatch(/^probably no digit: /);
  });

  it('leads to eight passes for a digit of one piece: seven that are averaged, one for what it looks like', async () => {
    const statistics = await fitStatistics(model, { validation, training });
    const passes = async (picture: Pixels) => {
      const predict = vi.spyOn(Sequential.prototype, 'predict');
      const { reading } = await readPicture(model, picture, { statistics });
      expect(reading.digits).toHaveLength(1);
      const images = predict.mock.calls.reduce((sum, [samples]) => sum + samples.length / 784, 0);
      predict.mockRestore();
      return images;
    };
    const inked = (x: number, y: number) => x >= 12 && x < 16 && y >= 4 && y < 22;
    const tones = Array.from({ length: 784 }, (_, i) => (inked(i % 28, Math.floor(i / 28)) ? 0 : 255));
    const data = Uint8Array.from(tones.flatMap((tone) => [tone, tone, tone, 255]));
    expect(await passes({ width: 28, height: 28, data })).toBe(8);
  });

  it('needs images and labels', async () => {
    const none = { images: new Uint8Array(), labels: new Uint8Array() };
    await expect(fitStatistics(model, { validation: none, training })).rejects.toMatchObject({ code: 'data/invalid' });
    await expect(fitStatistics(model, { validation, training: { ...training, labels: none.labels } })).rejects.toThrow(
      /training needs 28 × 28 images/,
    );
  });
});
