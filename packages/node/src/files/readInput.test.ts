import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { modelFile, pictureFile, readInput } from './readInput.js';

const folder = await mkdtemp(join(tmpdir(), 'inkling-'));
afterAll(() => rm(folder, { recursive: true }));
const small = { ...pictureFile, maximumByteLength: 4 };

it('reads a file', async () => {
  await writeFile(join(folder, 'a'), 'abcd');
  expect(Buffer.from(await readInput(join(folder, 'a'), small)).toString()).toBe('abcd');
});

it.each([
  ['a missing picture', 'none.png', pictureFile, 'picture/missing', 'There is no picture at'],
  ['a missing model', 'none.h5', modelFile, 'model/missing', 'There is no model at'],
  ['a file as folder', 'b/c.png', pictureFile, 'picture/missing', 'There is no picture at'],
  ['a folder', '', modelFile, 'model/not-hdf5', 'is a folder where a file (model) was expected'],
  ['too large a file', 'b', small, 'picture/too-large', 'is larger than'],
])('refuses %s', async (_, name, kind, code, problem) => {
  await writeFile(join(folder, 'b'), 'abcde');
  const attempt = readInput(join(folder, name), kind);
  await expect(attempt).rejects.toMatchObject({ code });
  await expect(attempt).rejects.toThrow(problem);
});

it('stops reading where no end is in sight', async () => {
  await expect(readInput('/dev/zero', { ...small, maximumByteLength: 1e6 })).rejects.toMatchObject({
    code: 'picture/too-large',
  });
});
