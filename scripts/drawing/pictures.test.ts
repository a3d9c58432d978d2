import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PICTURES } from './pictures.mjs';
import { randomOf } from './random.mjs';

const folder = new URL('../../examples/pictures/', import.meta.url);
const committed = (file: string) => readFileSync(new URL(file, folder));
const pixelsOf = (bytes: Buffer) => sharp(bytes).ensureAlpha().raw().toBuffer();

describe('the example pictures', () => {
  it.each(Object.entries(PICTURES))('%s is what its script draws', async (file, { draw }) => {
    const drawn = await draw(randomOf(file)).toBuffer();
    const [now, then] = [await pixelsOf(drawn), await pixelsOf(committed(file))];
    expect(now.length).toBe(then.length);
    // Not bit for bit: Math.exp and Math.sin may differ in the last place between versions of Node.
    let difference = 0;
    for (let i = 0; i < now.length; i++) difference += Math.abs(now[i] - then[i]);
    expect(difference / now.length).toBeLessThan(0.5);
  });

  it('are all in the folder, each under 60 kB, with an answer', () => {
    const files = readdirSync(folder).filter((file) => /\.(png|jpg)$/.test(file));
    expect(files.sort()).toEqual(Object.keys(PICTURES).sort());
    const labels = committed('labels.csv').toString();
    for (const file of files) {
      expect(committed(file).length).toBeLessThan(60_000);
      expect(labels).toMatch(new RegExp(`^${file},\\d?,.+$`, 'm'));
    }
  });
});
