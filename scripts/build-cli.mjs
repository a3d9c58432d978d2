// Bundles the command line into packages/cli/dist: one small file to start with, and parts that are loaded when they are needed.
// A bundle starts several times faster than hundreds of modules. What has native code stays outside. Part of `npm run build`.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = new URL('../packages/cli/', import.meta.url);
const folder = fileURLToPath(new URL('dist', home));
const { version } = JSON.parse(await readFile(new URL('package.json', home), 'utf8'));

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('src/main.ts', home))],
  outdir: folder,
  chunkNames: 'parts/[name]-[hash]',
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  legalComments: 'eof',
  logLevel: 'warning',
  // sharp's own JavaScript goes into the bundle, which saves 100 ms of loading its modules one by one.
  external: ['@img/*', '@resvg/resvg-js', 'heic-decode'],
  define: { INKLING_VERSION: JSON.stringify(version) },
  // CommonJS packages inside an ES module need a `require` of its own place.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
});

// Names of parts change with their content. New ones are written first, the file that names them next, and the old ones removed
// last: whoever starts the program in between finds all that it needs.
const parts = join(folder, 'parts');
await mkdir(parts, { recursive: true });
const mainLast = outputFiles.toSorted(
  (a, b) => Number(dirname(a.path) === folder) - Number(dirname(b.path) === folder),
);
for (const { path, contents } of mainLast) {
  if ((await readFile(path).catch(() => undefined))?.equals(contents)) continue;
  await writeFile(`${path}.${process.pid}.tmp`, contents);
  await rename(`${path}.${process.pid}.tmp`, path);
}
const wanted = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of await readdir(parts)) if (!wanted.has(name)) await rm(join(parts, name), { force: true });
