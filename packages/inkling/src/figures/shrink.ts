import type { Pixels } from '../image/pixels.js';
import type { Raster } from './png.js';

/** Samples per side of each new pixel. Averaging all of a 12-megapixel photograph would take longer than the figure. */
const TAPS = 3;

/** What transparent parts are laid on: white, or, where what is there is lighter than this, dark grey. */
const GROUND = { light: 255, dark: 59, lightInk: 170 } as const;

/**
 * A picture for the figure: on white where it is transparent (on dark grey if its ink is light), at most `maxSide` px wide and high (each new pixel the
 * mean of up to 3 × 3 samples spread over its place), and of one channel where it has no colour.
 */
export function shrink({ width, height, data }: Pixels, maxSide: number): Raster {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const newWidth = Math.max(1, Math.round(width * scale));
  const newHeight = Math.max(1, Math.round(height * scale));
  const taps = scale === 1 ? 1 : TAPS;
  const ground = groundOf(data);
  const columns = sampledAt(width, newWidth * taps, 4);
  const rows = sampledAt(height, newHeight * taps, 4 * width);
  const rgb = new Uint8Array(newWidth * newHeight * 3);
  let colourful = false;
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let under = 0;
      for (let tapY = y * taps; tapY < (y + 1) * taps; tapY++) {
        for (let tapX = x * taps; tapX < (x + 1) * taps; tapX++) {
          const from = rows[tapY] + columns[tapX];
          const alpha = data[from + 3];
          red += data[from] * alpha;
          green += data[from + 1] * alpha;
          blue += data[from + 2] * alpha;
          under += ground * (255 - alpha);
        }
      }
      const to = 3 * (y * newWidth + x);
      // The array truncates: half is added so that it rounds.
      const total = 255 * taps * taps;
      rgb[to] = (red + under) / total + 0.5;
      rgb[to + 1] = (green + under) / total + 0.5;
      rgb[to + 2] = (blue + under) / total + 0.5;
      colourful ||= rgb[to] !== rgb[to + 1] || rgb[to] !== rgb[to + 2];
    }
  }
  if (colourful) return { width: newWidth, height: newHeight, channels: 3, data: rgb };
  const gray = new Uint8Array(newWidth * newHeight);
  for (let i = 0; i < gray.length; i++) gray[i] = rgb[3 * i];
  return { width: newWidth, height: newHeight, channels: 1, data: gray };
}

/** White, or dark grey under ink that is light on average; of a picture without transparency it is never seen. */
function groundOf(data: Uint8Array | Uint8ClampedArray): number {
  let [light, visible] = [0, 0];
  // A sample of the pixels, an odd step apart, so that no column is met again and again.
  const step = 4 * (2 * Math.floor(data.length / 80_000) + 1);
  for (let i = 0; i < data.length; i += step) {
    const alpha = data[i + 3];
    light += alpha * ((data[i] + data[i + 1] + data[i + 2]) / 3);
    visible += alpha;
  }
  return light > GROUND.lightInk * visible ? GROUND.dark : GROUND.light;
}

/** Where the middles of `count` equal parts of `length` lie in the data, whose neighbours are `stride` apart. */
function sampledAt(length: number, count: number, stride: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => stride * Math.floor(((i + 0.5) * length) / count));
}
