// Bundles what a worker does (engine/threads/worker.ts) into text, which Node and browsers start alike and which no bundler
// of ours or of others has to find. Part of `npm run build`.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = new URL('../packages/inkling/src/engine/threads/', import.meta.url);
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('worker.ts', home))],
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  target: 'es2022',
});
const source = `export const workerCode =\n  ${JSON.stringify(outputFiles[0].text.trim())};\n`;
const target = new URL('generated/workerCode.ts', home);
if ((await readFile(target, 'utf8').catch(() => '')) !== source) {
  await mkdir(new URL('.', target), { recursive: true });
  const temporary = new URL(`${target.href}.${process.pid}.tmp`);
  await writeFile(temporary, source);
  await rename(temporary, target);
}
