import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWritable, writeFileAtomic } from './writeFileAtomic.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = Uint8Array.from([1, 2, 3]);

describe('writeFileAtomic', () => {
  it('writes a new file, also into folders that are not there yet, and replaces an old one', async () => {
    const path = join(folder, 'a', 'b', 'model.h5');
    await writeFileAtomic(path, bytes);
    await writeFileAtomic(path, Uint8Array.from([4]));
    expect(Array.from(await readFile(path))).toEqual([4]);
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['model.h5']);
  });

  it('follows a link', async () => {
    await writeFile(join(folder, 'real.h5'), 'old');
    await symlink('real.h5', join(folder, 'link.h5'));
    await writeFileAtomic(join(folder, 'link.h5'), bytes);
    expect(Array.from(await readFile(join(folder, 'real.h5')))).toEqual([1, 2, 3]);
  });

  it.each([
    ['a folder in the way', '', 'a folder of that name is in the way'],
    ['a file where a folder should be', 'file.txt/model.h5', 'a part of the path is a file, not a folder'],
    ['a name that is too long', `${'x'.repeat(300)}.h5`, 'the name is too long'],
  ])('refuses %s, with a sentence, and leaves nothing behind', async (_, name, problem) => {
    await writeFile(join(folder, 'file.txt'), 'text');
    const path = join(folder, name);
    for (const attempt of [() => writeFileAtomic(path, bytes), () => checkWritable(path)]) {
      const refusal = await attempt().catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'file/not-writable' });
      expect(String(refusal)).toContain(problem);
      expect(String(refusal)).toContain(path);
    }
    expect(await readdir(folder)).toEqual(['file.txt']);
  });

  it('comes back from a place that takes no folders', async () => {
    await expect(writeFileAtomic('/proc/inkling/model.h5', bytes)).rejects.toMatchObject({ code: 'file/not-writable' });
  });

  it('never replaces a device', async () => {
    await expect(writeFileAtomic('/dev/null', bytes)).rejects.toThrow('a device or pipe of that name is in the way');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});

describe('checkWritable', () => {
  it('leaves neither file nor trace', async () => {
    await mkdir(join(folder, 'out'));
    await checkWritable(join(folder, 'out', 'model.h5'));
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });

  it('leaves what is there', async () => {
    await writeFile(join(folder, 'model.h5'), 'old');
    await checkWritable(join(folder, 'model.h5'));
    expect(await readFile(join(folder, 'model.h5'), 'utf8')).toBe('old');
  });
});
