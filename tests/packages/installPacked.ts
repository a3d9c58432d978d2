import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder that knows nothing of this repository but two packed packages, as somebody has it who installs them. */
export interface Consumer {
  readonly folder: string;
  write(file: string, content: string | Uint8Array): Promise<void>;
  /** Brings a file or folder of this repository in. */
  copy(from: string, to: string): Promise<void>;
  /** What `node FILE ARGS…` prints; fails where it prints to stderr or exits other than 0. */
  node(program: string, ...args: readonly string[]): Promise<string>;
  /** Fails with what TypeScript says. */
  tsc(...args: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

/** Packs `inkling` and `@inkling/node` and installs them, with what they depend on, in an empty folder. */
export async function installPacked(): Promise<Consumer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'inkling-packed-')));
  const packing = ['pack', '--json', '--workspace', 'inkling', '--workspace', '@inkling/node'];
  const { stdout } = await run('npm', [...packing, '--pack-destination', folder], { cwd: root });
  const tarballs: { filename: string }[] = Object.values(JSON.parse(stdout));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const files = tarballs.map(({ filename }) => `./${filename}`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  await run('npm', ['install', ...quiet, ...files, '@types/node@20', 'typescript@6'], { cwd: folder });

  const at = (file: string) => join(folder, file);
  return {
    folder,
    async write(file, content) {
      await mkdir(dirname(at(file)), { recursive: true });
      await writeFile(at(file), content);
    },
    copy: (from, to) => cp(join(root, from), at(to), { recursive: true }),
    async node(program, ...args) {
      const { stdout, stderr } = await run(program, args, { cwd: folder });
      if (stderr !== '') throw new Error(`${program} ${args.join(' ')} says:\n${stderr}`);
      return stdout;
    },
    async tsc(...args) {
      const compiler = at('node_modules/typescript/bin/tsc');
      await run(process.execPath, [compiler, ...args], { cwd: folder }).catch((error) => {
        throw new Error(error.stdout);
      });
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
