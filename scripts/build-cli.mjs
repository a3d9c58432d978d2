// Bundles the command line into packages/cli/dist, for a quick start: a small main.js, and a bundle for each command with only what
// that command needs. What has native code stays outside. Part of `npm run build`.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = new URL('../packages/cli/', import.meta.url);
const source = fileURLToPath(new URL('src', home));
const folder = fileURLToPath(new URL('dist', home));
const { version } = JSON.parse(await readFile(new URL('package.json', home), 'utf8'));

// Not one build of them all: that would load into each command what only another one needs.
const bundles = [
  'main',
  'commands/train',
  'commands/predict',
  'commands/evaluate',
  'commands/calibrate',
  'commands/summary',
  'commands/data',
  'commands/doctor',
];
const results = await Promise.all(
  bundles.map((name) =>
    build({
      entryPoints: [join(source, `${name}.ts`)],
      outdir: folder,
      outbase: source,
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
      external: ['./commands/*', '@img/sharp-*', '@resvg/resvg-js', 'heic-decode'],
      define: { INKLING_VERSION: JSON.stringify(version) },
      // CommonJS packages inside an ES module need a `require` of its own place.
      banner: {
        js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
      },
    }),
  ),
);
const outputs = results.flatMap(({ outputFiles }) => outputFiles);

// Names of parts change with their content. New ones are written first, the files that name them next, and the old ones removed
// last: whoever starts the program in between finds all that it needs.
const parts = join(folder, 'parts');
await mkdir(parts, { recursive: true });
await mkdir(join(folder, 'commands'), { recursive: true });
const isPart = ({ path }) => Number(dirname(path) === parts);
for (const { path, contents } of outputs.toSorted((a, b) => isPart(b) - isPart(a))) {
  if ((await readFile(path).catch(() => undefined))?.equals(contents)) continue;
  await writeFile(`${path}.${process.pid}.tmp`, contents);
  await rename(`${path}.${process.pid}.tmp`, path);
}
const wanted = new Set(outputs.map(({ path }) => basename(path)));
for (const name of await readdir(parts)) if (!wanted.has(name)) await rm(join(parts, name), { force: true });
