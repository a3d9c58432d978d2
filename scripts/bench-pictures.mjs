// What preparing a picture costs after decoding: a photo of 12 megapixels, and pictures of 28×28. `npm run build` first;
// then node scripts/bench-pictures.mjs. Prints medians in ms.
import { normalizeDigit } from '../packages/inkling/dist/index.js';

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

function medianMs(work, times) {
  work();
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[times >> 1].toFixed(2);
}

const photo = paper(4000, 3000);
const small = paper(28, 28);
console.log(`normalising 4000 × 3000 px: ${medianMs(() => normalizeDigit(photo), 15)} ms`);
console.log(`normalising 28 × 28 px: ${medianMs(() => normalizeDigit(small), 300)} ms`);
