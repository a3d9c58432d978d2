import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFile } from './textFile.js';

describe('textFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkling-text-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('begins a new file, in folders that it makes, and goes on at its end', async () => {
    const path = join(folder, 'deep/er/history.csv');
    const write = textFile(path);
    await write('a,b\n1,2\n');
    await write('3,4\n');
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n3,4\n');
    await textFile(path)('new\n');
    expect(await readFile(path, 'utf8')).toBe('new\n');
  });

  it('keeps what is there where it is told to append', async () => {
    const path = join(folder, 'history.jsonl');
    await writeFile(path, 'old\n');
    await textFile(path, { append: true })('new\n');
    expect(await readFile(path, 'utf8')).toBe('old\nnew\n');
  });

  it('says what cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(textFile(join(folder, 'file', 'history.csv'))('x')).rejects.toMatchObject({
      code: 'file/not-writable',
    });
  });
});
