import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalizeDigit } from 'inkling';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPixels } from '../pictures/readPixels.js';
import { loadEmbedded } from './embedded.js';
import { labeledDigitsIn, readLabeledDigits } from './labeledDigits.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Digit `index` of the embedded ones, as a file of the kind that its name says. */
async function digit(index: number, name: string, size = 28): Promise<string> {
  const { images } = await loadEmbedded();
  const raw = { width: 28, height: 28, channels: 1 } as const;
  const picture = sharp(images.subarray(index * 784, (index + 1) * 784), { raw }).resize(size, size);
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await picture.toFile(path);
  return path;
}

it('reads pictures of any size and kind by the folders that they lie in', async () => {
  const large = await digit(1, '3/b.jpg', 90);
  await digit(0, '5/a.png');
  await digit(2, '5/nested/4.png');
  await digit(2, 'other/4.png');
  await writeFile(join(folder, '5', 'notes.txt'), 'not a picture');
  await mkdir(join(folder, '9'));
  const pictures = await labeledDigitsIn(folder);
  expect(pictures.map(({ name, label }) => [name.slice(folder.length + 1), label])).toEqual([
    ['3/b.jpg', '3'],
    ['5/a.png', '5'],
  ]);
  const told: number[] = [];
  const { images, labels, ...about } = await readLabeledDigits(pictures, 'mine', ({ done, total }) => {
    told.push(done / total);
  });
  expect(about).toEqual({ name: 'mine', count: 2, height: 28, width: 28 });
  expect([...labels]).toEqual([3, 5]);
  expect(told).toEqual([0.5, 1]);
  // A picture laid out as MNIST's passes unchanged, every other one is normalised.
  expect(Array.from(images.subarray(784))).toEqual(Array.from((await loadEmbedded()).images.subarray(0, 784)));
  const pixels = await readPixels(new Uint8Array(await sharp(large).toFormat('png').toBuffer()));
  expect(images.subarray(0, 784)).toEqual(normalizeDigit(pixels).pixels);
});

it('names the pictures that cannot be learnt from, five at most', async () => {
  await digit(0, '5/good.png');
  await digit(0, '0/cut-off.png');
  await writeFile(join(folder, '0', 'text.png'), 'no picture');
  await sharp({ create: { width: 50, height: 50, channels: 3, background: 'white' } }).toFile(
    join(folder, '0/white.png'),
  );
  const faulty = async () => readLabeledDigits(await labeledDigitsIn(folder), folder);
  await expect(faulty()).rejects.toMatchObject({ code: 'data/invalid' });
  await expect(faulty()).rejects.toThrow(
    /^2 of the 4 pictures in .*0\/text\.png: .* a text.*0\/white\.png: .*without ink/,
  );
  for (let i = 0; i < 9; i++) await writeFile(join(folder, '5', `${i}.png`), '');
  await expect(faulty()).rejects.toThrow(/^11 of the 13 pictures .* … and 6 more\. Mend them/);
});

it('finds nothing where there are no folders by label', async () => {
  expect(await labeledDigitsIn(folder)).toEqual([]);
  expect(await labeledDigitsIn(join(folder, 'none'))).toEqual([]);
});
