import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from './writeFileAtomic.js';

const program = fileURLToPath(new URL('saveOnce.fixture.mjs', import.meta.url));
const length = 3_000_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a shell script in which `$SAVE` saves over `$FOLDER/model.h5`; returns what that told. */
function run(script: string, shell: readonly string[] = []): unknown {
  const [command, ...args] = [...shell, 'sh', '-ec', script];
  const SAVE = `"${process.execPath}" "${program}" "${folder}/model.h5" ${length}`;
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, SAVE, FOLDER: folder },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const untouched = (reason: string) => ({
  code: 'file/not-writable',
  message: expect.stringContaining(`/model.h5 cannot be written: ${reason}. Choose another place with --out.`),
  files: ['model.h5'],
  old: 'the old model',
});

/** A namespace of its own, in which file systems may be mounted without being root outside of it. */
const namespace = ['unshare', '--map-root-user', '--mount'];
const mayMount = spawnSync(namespace[0], [...namespace.slice(1), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const reason = mayMount ? '' : ' (skipped: this system lets nobody but root mount a disk)';

describe('writeFileAtomic on a disk that fails', () => {
  it('that takes no file of that size (ulimit -f)', async () => {
    await writeFile(join(folder, 'model.h5'), 'the old model');
    expect(run('ulimit -f 1000; eval "$SAVE"')).toEqual(untouched('the file system allows no file of that size'));
  });

  describe.skipIf(!mayMount)(`mounted for the test${reason}`, () => {
    const mount = 'mount -t tmpfs -o size=1m tmpfs "$FOLDER"; printf "the old model" > "$FOLDER/model.h5"';

    it('that is full', () => {
      expect(run(`${mount}; eval "$SAVE"`, namespace)).toEqual(untouched('the disk is full'));
    });

    it('that is read-only', () => {
      const script = `${mount}; mount -o remount,ro "$FOLDER"; eval "$SAVE"`;
      expect(run(script, namespace)).toEqual(untouched('that disk is read-only'));
    });

    it('where the system itself holds the file', () => {
      const script =
        'printf "the old model" > "$FOLDER/model.h5"; mount --bind "$FOLDER/model.h5" "$FOLDER/model.h5"; eval "$SAVE"';
      expect(run(script, namespace)).toEqual(untouched('another program holds the file'));
    });
  });

  it('leaves the old file to a program that holds it open', async () => {
    const path = join(folder, 'model.h5');
    await writeFile(path, 'the old model');
    const holder = await open(path, 'r+');
    try {
      await writeFileAtomic(path, Uint8Array.from([1, 2, 3]));
      expect(await holder.readFile('utf8')).toBe('the old model');
      expect(Array.from(await readFile(path))).toEqual([1, 2, 3]);
    } finally {
      await holder.close();
    }
  });
});
