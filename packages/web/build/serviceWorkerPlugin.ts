import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** Writes `sw.js`: the service worker with the list of all files that the build makes, and a version that changes with any of them. */
export function serviceWorker(source: string, publicFolder: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const hash = createHash('sha256').update(await readFile(source));
      const copied = await readdir(publicFolder);
      for (const name of copied) hash.update(await readFile(join(publicFolder, name)));
      for (const file of Object.values(bundle)) hash.update(file.type === 'chunk' ? file.code : file.source);
      const files = [...Object.keys(bundle), ...copied]
        .filter((name) => name !== 'index.html')
        .map((name) => `./${name}`);
      const { outputFiles } = await build({
        entryPoints: [source],
        bundle: true,
        write: false,
        minify: true,
        format: 'iife',
        target: 'es2022',
        define: {
          FILES: JSON.stringify(['./', ...files.sort()]),
          VERSION: JSON.stringify(hash.digest('hex').slice(0, 12)),
        },
      });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: outputFiles[0].text });
    },
  };
}
