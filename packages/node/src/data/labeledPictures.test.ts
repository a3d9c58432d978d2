import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listLabeledPictures } from './labeledPictures.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function putPicture(...path: string[]): Promise<void> {
  await mkdir(join(folder, ...path.slice(0, -1)), { recursive: true });
  const create = { width: 3, height: 2, channels: 3, background: 'white' } as const;
  await sharp({ create }).toFile(join(folder, ...path));
}

const listed = async () =>
  (await listLabeledPictures(folder)).map(({ name, label }) => [name.slice(folder.length + 1), label]);

it('reads labels.csv, whatever else there is', async () => {
  await putPicture('7', 'a.png');
  await writeFile(join(folder, 'labels.csv'), 'file,digits,quality\n7/a.png,47,0\n7/b.png,,1\n');
  const pictures = await listLabeledPictures(folder);
  expect(await listed()).toEqual([
    ['7/a.png', '47'],
    ['7/b.png', undefined],
  ]);
  expect(pictures[0].columns).toEqual({ file: '7/a.png', digits: '47', quality: '0' });
  expect(await pictures[0].decode()).toMatchObject({ width: 3, height: 2 });
  await expect(pictures[1].decode()).rejects.toMatchObject({ code: 'picture/missing' });
});

it('takes a folder for each label, others without one', async () => {
  await putPicture('0', 'a.png');
  await putPicture('12', 'b.png');
  await putPicture('letters', 'c.png');
  expect(await listed()).toEqual([
    ['0/a.png', '0'],
    ['12/b.png', '12'],
    ['letters/c.png', undefined],
  ]);
});

it('takes IDX files of any size, labelled or not', async () => {
  const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9, 200, 0]);
  await writeFile(join(folder, 'images-idx3-ubyte.gz'), gzipSync(images));
  expect(await listed()).toEqual([
    ['images-idx3-ubyte.gz#0', undefined],
    ['images-idx3-ubyte.gz#1', undefined],
  ]);
  await writeFile(join(folder, 'labels-idx1-ubyte'), Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 3, 4]));
  const pictures = await listLabeledPictures(folder);
  expect(pictures.map(({ label }) => label)).toEqual(['3', '4']);
  expect(await pictures[1].decode()).toEqual({
    width: 2,
    height: 1,
    data: Uint8Array.from([200, 200, 200, 255, 0, 0, 0, 255]),
  });
  await writeFile(join(folder, 'labels-idx1-ubyte'), Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 3]));
  await expect(listed()).rejects.toThrow('2 × 1 × 2 bytes and 1 labels');
});

it('takes pictures without labels', async () => {
  await putPicture('a.png');
  expect(await listed()).toEqual([['a.png', undefined]]);
});

it('says what is wrong with a folder or its table', async () => {
  await expect(listed()).rejects.toMatchObject({ code: 'data/missing' });
  await expect(listLabeledPictures(join(folder, 'none'))).rejects.toMatchObject({ code: 'data/missing' });
  await writeFile(join(folder, 'labels.csv'), 'name,label\na.png,1\n');
  await expect(listed()).rejects.toThrow('Received name, label');
  await writeFile(join(folder, 'labels.csv'), 'file,label\na.png,four\n');
  await expect(listed()).rejects.toThrow('row 1: expected a file and its digits');
});
