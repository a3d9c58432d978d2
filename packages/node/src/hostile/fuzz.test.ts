import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { InklingError, idxImages, normalizeDigit, Random } from 'inkling';
import {
  loadCompactModel,
  loadKerasH5,
  modelFromJson,
  roundToFloat16,
  saveCompactModel,
  saveKerasH5,
} from 'inkling/formats';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bitmap } from '../pictures/bmp.fixture.js';
import { heic } from '../pictures/heic.fixture.js';
import { readPixels } from '../pictures/readPixels.js';
import { mutate } from './mutate.fixture.js';

/** Mutations of all files together; `npm run fuzz` makes 10,000. */
const total = Number(process.env.INKLING_FUZZ ?? 500);
/** One file must be through by then, on a machine that does other things besides. */
const patienceMs = 10_000;
/** What the process may hold at most, in MiB: the largest picture that is read takes 460, and is held in two forms. */
const memoryMiB = 2_500;

const repository = new URL('../../../../', import.meta.url);
const file = async (path: string) => new Uint8Array(await readFile(new URL(path, repository)));
const photo = () => file('examples/pictures/seven-photo.jpg');
const small = async () => sharp(await photo()).resize(64);
const encoded = async (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff') =>
  new Uint8Array(await (await small()).keepMetadata().toFormat(format).toBuffer());
const rows = Array.from({ length: 8 }, (_, y) => Array.from({ length: 8 }, (__, x) => (x * y) % 256));
const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, ...Array(32).fill(9)]);
const labels = Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 3, 4]);

async function readPicture(bytes: Uint8Array): Promise<void> {
  normalizeDigit(await readPixels(bytes));
}

interface Kind {
  readonly sound: () => Promise<Uint8Array>;
  readonly read: (bytes: Uint8Array) => unknown;
  /** What the codes of its errors begin with. */
  readonly codes: RegExp;
}

const picture = (sound: Kind['sound']): Kind => ({ sound, read: readPicture, codes: /^picture\// });

const architecture = async () =>
  new TextEncoder().encode(
    JSON.stringify({
      class_name: 'Sequential',
      config: {
        layers: [
          { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
          { class_name: 'Conv2D', config: { filters: 4, kernel_size: [3, 3], strides: [1, 1], activation: 'relu' } },
          { class_name: 'MaxPooling2D', config: { pool_size: [2, 2] } },
          { class_name: 'Flatten', config: {} },
          { class_name: 'Dense', config: { units: 10, activation: 'softmax' } },
        ],
      },
    }),
  );

async function compactModel(): Promise<Uint8Array> {
  const model = modelFromJson(new TextDecoder().decode(await architecture()));
  roundToFloat16(model);
  return saveCompactModel(model);
}

const kinds: Readonly<Record<string, Kind>> = {
  'a model that Keras saved': {
    sound: () => file('packages/inkling/goldens/keras/fiveSteps.h5'),
    read: loadKerasH5,
    codes: /^model\//,
  },
  'a model of ours': {
    sound: async () => saveKerasH5(modelFromJson(new TextDecoder().decode(await architecture()))),
    read: loadKerasH5,
    codes: /^model\//,
  },
  'a compact model': { sound: compactModel, read: loadCompactModel, codes: /^model\// },
  'an architecture': {
    sound: architecture,
    read: (bytes) => modelFromJson(new TextDecoder().decode(bytes)),
    codes: /^(model|architecture)\//,
  },
  JPEG: picture(() => encoded('jpeg')),
  'PNG of ours': picture(() => file('examples/pictures/three-corner.png')),
  PNG: picture(() => encoded('png')),
  WebP: picture(() => encoded('webp')),
  GIF: picture(() => encoded('gif')),
  TIFF: picture(() => encoded('tiff')),
  BMP: picture(async () => bitmap({ width: 8, height: 8, bits: 8, palette: Array(256).fill([9, 99, 199]), rows })),
  'BMP with run lengths': picture(async () =>
    bitmap({
      width: 8,
      height: 2,
      bits: 8,
      compression: 1,
      palette: Array(256).fill([9, 99, 199]),
      rows: [
        [8, 7, 0, 0],
        [3, 1, 5, 2, 0, 1],
      ],
    }),
  ),
  HEIC: picture(async () =>
    heic(
      64,
      64,
      Uint8Array.from({ length: 64 * 64 }, (_, i) => (i * 7) % 256),
    ),
  ),
  'IDX images': { sound: async () => images, read: (bytes) => idxImages(bytes, labels, 'images'), codes: /^data\// },
  'IDX labels, gzipped': {
    sound: async () => gzipSync(labels),
    read: (bytes) => idxImages(images, bytes, 'labels'),
    codes: /^data\//,
  },
};

describe(`${total} seeded mutations never crash, hang, take all memory, or fail without a sentence`, () => {
  const each = Math.ceil(total / Object.keys(kinds).length);
  it.each(Object.entries(kinds))('%s', { timeout: 60_000 + 100 * each }, async (name, { sound, read, codes }) => {
    const whole = await sound();
    await read(whole);
    const random = new Random(11);
    const counts = { read: 0, refused: 0 };
    for (let i = 0; i < each; i++) {
      const bytes = mutate(whole, random);
      const start = performance.now();
      try {
        await read(bytes);
        counts.read++;
      } catch (cause) {
        // Tells which mutation it was, for whoever looks for the cause.
        if (!(cause instanceof InklingError)) throw new Error(`${name}, mutation ${i}: ${String(cause)}`, { cause });
        expect(cause.code, `${name}, mutation ${i}: ${cause.message}`).toMatch(codes);
        expect(cause.message, `${name}, mutation ${i}`).toMatch(/[.!?]$/);
        counts.refused++;
      }
      expect(performance.now() - start, `${name}, mutation ${i}`).toBeLessThan(patienceMs);
    }
    expect(counts.refused, JSON.stringify(counts)).toBeGreaterThan(each / 20);
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(memoryMiB);
  });
});
