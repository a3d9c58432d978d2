import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders that this process has looked through already. */
const swept = new Set<string>();

/** A file that is still being written was touched since; where folders are shared, its process may be on another machine. */
const LEFT_AFTER_MS = 60_000;

/** The name of a file while process `pid` writes it; `mark` tells it from that process's others. */
export function temporaryName(pid: number, mark: string): string {
  return `.inkling-${pid}-${mark}.tmp`;
}

/** Removes, once for each folder, what processes that were killed while writing left there. What cannot be removed stays. */
export async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /^\.inkling-(\d+)-[a-z0-9]+\.tmp$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(folder, name);
    const touched = await stat(path).catch(() => undefined);
    if (touched && Date.now() - touched.mtimeMs > LEFT_AFTER_MS) await unlink(path).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // A process of somebody else is alive all the same.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
