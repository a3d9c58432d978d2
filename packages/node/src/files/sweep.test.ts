import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryName } from './sweep.js';
import { writeFileAtomic } from './writeFileAtomic.js';

it('the next file that is written takes away what a killed process left, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inkling-'));
  const { pid: dead } = spawnSync(process.execPath, ['--eval', '']);
  const longAgo = new Date(Date.now() - 3_600_000);
  const put = async (name: string, at = longAgo) => {
    await writeFile(join(folder, name), 'half');
    await utimes(join(folder, name), at, at);
    return name;
  };
  await put(temporaryName(dead, 'left'));
  const stay = [
    await put(temporaryName(process.pid, 'own')),
    await put(temporaryName(dead, 'fresh'), new Date()),
    await put(`${temporaryName(dead, 'named')}.h5`),
    await put('.inkling-notes.tmp'),
  ];
  await writeFileAtomic(join(folder, 'model.h5'), new Uint8Array(3));
  expect((await readdir(folder)).sort()).toEqual([...stay, 'model.h5'].sort());
  await rm(folder, { recursive: true });
});
