import { existsSync, readFileSync } from 'node:fs';
import { normalizeDigit } from 'inkling';
import { expect, it } from 'vitest';
import { readPixels } from './readPixels.js';

const folder = new URL('../../../../../shared/data/photos/', import.meta.url);
const missing = existsSync(folder) ? '' : ' (skipped: no ../shared/data/photos)';
/** Every so many of the pictures are read: 45 of 535, of every kind. */
const EVERY = 12;

it.skipIf(missing !== '')(`finds ink in other people's pictures of digits${missing}`, async () => {
  const [header, ...rows] = readFileSync(new URL('labels.csv', folder), 'utf8').trim().split(/\r?\n/);
  const column = (name: string) => header.split(',').indexOf(name);
  for (const row of rows.filter((_, i) => i % EVERY === 0).map((line) => line.split(','))) {
    const file = row[column('file')];
    const pixels = await readPixels(readFileSync(new URL(file, folder)));
    expect([pixels.width, pixels.height].sort(), file).toEqual(
      [Number(row[column('width')]), Number(row[column('height')])].sort(),
    );
    const { blank, box, warnings } = normalizeDigit(pixels);
    expect(blank, file).toBe(row[column('what')] === 'blank');
    expect(box[0] + box[2], file).toBeLessThanOrEqual(pixels.width);
    expect(box[1] + box[3], file).toBeLessThanOrEqual(pixels.height);
    expect(warnings.join(), file).not.toMatch(/undefined|NaN/);
  }
});
