// What a picture costs: preparing it after decoding, a photo of 12 megapixels and pictures of 28×28; reading it after that, with the
// model that comes along; and `inkling predict FOLDER --json` of a thousand small pictures. `npm run build` first; then
// node scripts/bench-pictures.mjs. Prints medians in ms, and pictures per second.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { normalizeDigit, readPicture } from '../packages/inkling/dist/index.js';
import { loadBundled, loadEmbedded } from '../packages/node/dist/index.js';
import { median } from './bench/statistics.mjs';
import { digitPicture } from './digitPicture.mjs';

/** A leaning stroke on paper that darkens to one side. */
function paper(width, height) {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const isInk =
        Math.abs(x - width / 2 - (height / 2 - y) / 4) < width / 40 && Math.abs(y - height / 2) < height / 5;
      const level = Math.floor((isInk ? 60 : 220) - (40 * x) / width);
      data[i] = level;
      data[i + 1] = level;
      data[i + 2] = level - 5;
    }
  }
  return { width, height, data };
}

async function medianMs(work, times) {
  await work(0);
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work(i);
    taken.push(performance.now() - start);
  }
  return median(taken).toFixed(2);
}

/** Pictures per second of the whole command, from start to end. */
async function predictFolder(digits, count) {
  const folder = await mkdtemp(join(tmpdir(), 'inkling-pictures-'));
  try {
    for (let i = 0; i < count; i++) {
      const raw = { width: 28, height: 28, channels: 1 };
      // A frame of ground, so that it is none of MNIST's and goes the whole way.
      const picture = sharp(digits.images.subarray(784 * i, 784 * (i + 1)), { raw }).extend({ left: 12, bottom: 9 });
      await writeFile(join(folder, `${i}.png`), await picture.png().toBuffer());
    }
    const inkling = fileURLToPath(new URL('../packages/cli/bin/inkling.js', import.meta.url));
    const start = performance.now();
    execFileSync(process.execPath, [inkling, 'predict', folder, '--json', '--quiet'], { maxBuffer: 2 ** 28 });
    return (1000 * count) / (performance.now() - start);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const photo = paper(4000, 3000);
const small = paper(28, 28);
console.log(`normalising 4000 × 3000 px: ${await medianMs(() => normalizeDigit(photo), 15)} ms`);
console.log(`normalising 28 × 28 px: ${await medianMs(() => normalizeDigit(small), 300)} ms`);
const { model, statistics } = await loadBundled();
const digits = await loadEmbedded();
const pictures = Array.from({ length: 200 }, (_, i) => digitPicture(digits.images.subarray(784 * i, 784 * (i + 1))));
const read = (i) => readPicture(model, pictures[i], { normalize: false, statistics });
console.log(`reading a normalised digit, confidence included: ${await medianMs(read, 200)} ms`);
console.log(`inkling predict FOLDER --json: ${(await predictFolder(digits, 1000)).toFixed(0)} pictures/s`);
