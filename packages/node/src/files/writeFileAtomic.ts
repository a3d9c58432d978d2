import { unlinkSync } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InklingError } from 'inkling';
import { advice, codeOf, notWritable } from './notWritable.js';
import { sweep, temporaryName } from './sweep.js';

/** Files that are being written, so that leaving early (Ctrl-C) removes them. */
const unfinished = new Set<string>();
process.on('exit', () => {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // Nothing more can be done while the process ends.
    }
  }
});

/**
 * Writes a file whole or not at all: into a new file in the same folder, onto the disk, then renamed over the old one.
 * Missing folders are made; a link is followed. What a process that was killed while writing left in the folder is removed.
 *
 * @throws InklingError `file/not-writable`; what was there before is untouched and nothing half-written remains.
 * @example
 * await writeFileAtomic('mnist_model.h5', await saveKerasH5(model));
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const { target, temporary, file } = await openTemporary(path);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    unfinished.delete(temporary);
  } catch (cause) {
    await remove(temporary);
    throw notWritable(path, cause);
  }
}

/**
 * Makes sure, before hours of work, that a file can be written to this path later on.
 *
 * @throws InklingError `file/not-writable`
 * @example
 * await checkWritable('mnist_model.h5');
 */
export async function checkWritable(path: string): Promise<void> {
  const { temporary, file } = await openTemporary(path);
  await file.close();
  await remove(temporary);
}

async function openTemporary(path: string): Promise<{ target: string; temporary: string; file: FileHandle }> {
  try {
    const target = await realpath(path).catch(() => path);
    const there = await stat(target).catch(nothingThere);
    if (there && !there.isFile()) {
      throw new InklingError(
        'file/not-writable',
        `${path} cannot be written: ${kindOf(there)} is in the way. ${advice}`,
      );
    }
    await makeFolder(dirname(target));
    await sweep(dirname(target));
    const mark = Math.random().toString(36).slice(2, 10);
    const temporary = join(dirname(target), temporaryName(process.pid, mark));
    unfinished.add(temporary);
    return { target, temporary, file: await open(temporary, 'wx', (there?.mode ?? 0o666) & 0o777) };
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

/** Not `recursive: true`, with which Node never comes back from a place that takes no folders, such as /proc. */
async function makeFolder(path: string, parentIsThere = false): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (codeOf(cause) !== 'ENOENT' || parentIsThere || dirname(path) === path) throw cause;
    await makeFolder(dirname(path));
    await makeFolder(path, true);
  }
}

function nothingThere(cause: unknown): undefined {
  if (codeOf(cause) !== 'ENOENT') throw cause;
}

async function remove(temporary: string): Promise<void> {
  await unlink(temporary).catch(() => undefined);
  unfinished.delete(temporary);
}

function kindOf(there: { isDirectory(): boolean }): string {
  return there.isDirectory() ? 'a folder of that name' : 'a device or pipe of that name';
}
