// Draws how `--recipe robust` changes digits (docs/figures/augmentation.png: a row of plain digits over five of changed ones, for
// each of two lots) and prints the processor's time for one picture. After `npm run build`: node scripts/draw-augmentations.mjs [PNG]
import { fileURLToPath } from 'node:url';
import { loadEmbedded } from '@inkling/node';
import { Random, robustAugmentation } from 'inkling';
import sharp from 'sharp';

const SIDE = 28;
const COLUMNS = 30;
const CHANGES = 5;
const LOTS = 2;
const TIMED = 20_000;

const path = process.argv[2] ?? fileURLToPath(new URL('../docs/figures/augmentation.png', import.meta.url));
const { images, labels } = await loadEmbedded();
const augment = robustAugmentation();
const imageOf = (i) => images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);

const rows = LOTS * (CHANGES + 1);
const sheet = new Uint8Array(rows * COLUMNS * SIDE * SIDE);
const changed = new Uint8Array(SIDE * SIDE);
function paste(picture, row, column) {
  for (let y = 0; y < SIDE; y++) {
    sheet.set(picture.subarray(y * SIDE, (y + 1) * SIDE), ((row * SIDE + y) * COLUMNS + column) * SIDE);
  }
}
for (let lot = 0; lot < LOTS; lot++) {
  for (let column = 0; column < COLUMNS; column++) {
    const sample = lot * COLUMNS + column;
    paste(imageOf(sample), lot * (CHANGES + 1), column);
    for (let change = 1; change <= CHANGES; change++) {
      augment(imageOf(sample), new Random(sample * CHANGES + change), changed, labels[sample]);
      paste(changed, lot * (CHANGES + 1) + change, column);
    }
  }
}
await sharp(sheet, { raw: { width: COLUMNS * SIDE, height: rows * SIDE, channels: 1 } })
  .resize({ width: 2 * COLUMNS * SIDE, kernel: 'nearest' })
  .png({ palette: true, colours: 16, compressionLevel: 9 })
  .toFile(path);

const timeFor = (count) => {
  const { user } = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    const sample = i % labels.length;
    augment(imageOf(sample), new Random(i), changed, labels[sample]);
  }
  return process.cpuUsage({ user, system: 0 }).user / count;
};
timeFor(TIMED);
console.log(`${path}; one picture in ${Math.min(...[1, 2, 3, 4, 5].map(() => timeFor(TIMED))).toFixed(1)} µs`);
