import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadMnistFolder } from './mnistFolder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 9]);
const labels = (...digits: number[]) => Uint8Array.from([0, 0, 8, 1, 0, 0, 0, digits.length, ...digits]);

it('reads either pair, plain or gzipped, by MNIST’s names and those of other downloads', async () => {
  await writeFile(join(folder, 'train-images-idx3-ubyte'), images);
  await writeFile(join(folder, 'train-labels-idx1-ubyte.gz'), gzipSync(labels(1, 2)));
  await writeFile(join(folder, 't10k-images.idx3-ubyte'), images);
  await writeFile(join(folder, 't10k-labels.idx1-ubyte'), labels(3, 4));
  const train = await loadMnistFolder(folder, 'train');
  expect(train).toMatchObject({ count: 2, height: 1, width: 1, name: `${folder} (train)` });
  expect(Array.from(train.labels)).toEqual([1, 2]);
  expect(Array.from((await loadMnistFolder(folder, 'test')).labels)).toEqual([3, 4]);
});

it('takes a pair without prefix for either part', async () => {
  await writeFile(join(folder, 'images-idx3-ubyte'), images);
  await writeFile(join(folder, 'labels-idx1-ubyte'), labels(5, 6));
  for (const part of ['train', 'test'] as const) {
    expect(Array.from((await loadMnistFolder(folder, part)).labels)).toEqual([5, 6]);
  }
});

it('says what is missing and what is there', async () => {
  await expect(loadMnistFolder(folder, 'train')).rejects.toThrow('train-images-idx3-ubyte and train-labels-idx1-ubyte');
  await expect(loadMnistFolder(folder, 'train')).rejects.toThrow('It is empty');
  await writeFile(join(folder, 'holiday.jpg'), '');
  await expect(loadMnistFolder(folder, 'test')).rejects.toThrow('It holds holiday.jpg');
  await expect(loadMnistFolder(join(folder, 'none'), 'test')).rejects.toThrow('does not exist');
  await expect(loadMnistFolder(join(folder, 'holiday.jpg'), 'test')).rejects.toThrow('is a file, not a folder');
  await expect(loadMnistFolder(folder, 'test')).rejects.toMatchObject({ code: 'data/missing' });
});

it('says which file is broken', async () => {
  await writeFile(join(folder, 'train-images-idx3-ubyte.gz'), gzipSync(images).subarray(0, 20));
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), labels(1, 2));
  await expect(loadMnistFolder(folder, 'train')).rejects.toMatchObject({ code: 'data/invalid' });
  await expect(loadMnistFolder(folder, 'train')).rejects.toThrow(
    'train-images-idx3-ubyte.gz cannot be read or unpacked',
  );
});
