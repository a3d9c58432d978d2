// Writes the JavaScript of packages/inkling and packages/node, file by file: esbuild only strips the types, which takes half a
// second where checking them takes twenty. That, and the declarations, is what `npm run build:types` is for.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const NOT_SHIPPED = /\.(as|d|fixture|test)\.ts$/;

for (const name of ['inkling', 'node']) {
  const folder = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
  const sources = await readdir(join(folder, 'src'), { recursive: true });
  const { outputFiles } = await build({
    entryPoints: sources
      .filter((file) => file.endsWith('.ts') && !NOT_SHIPPED.test(file))
      .map((file) => join(folder, 'src', file)),
    outbase: join(folder, 'src'),
    outdir: join(folder, 'dist'),
    write: false,
    target: 'es2022',
    sourcemap: true,
    logLevel: 'warning',
  });
  // A file that stays as it was keeps its time: what is made from it is not made anew.
  for (const { path, contents } of outputFiles) {
    if ((await readFile(path).catch(() => undefined))?.equals(contents)) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.${process.pid}.tmp`, contents);
    await rename(`${path}.${process.pid}.tmp`, path);
  }
}
