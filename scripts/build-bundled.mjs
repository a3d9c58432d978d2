// Writes packages/node/dist/bundled/model.bin: the weights of models/mnist_model.h5 as float16, a quarter of the bytes and read in
// milliseconds. Part of `npm run build`, after build-js; does nothing if it is newer than what it is made from.
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../models/mnist_model.h5', import.meta.url));
const maker = new URL('../packages/inkling/dist/formats/compact/saveCompactModel.js', import.meta.url);
const target = fileURLToPath(new URL('../packages/node/dist/bundled/model.bin', import.meta.url));

async function modified(file) {
  return (await stat(file).catch(() => ({ mtimeMs: Number.NaN }))).mtimeMs;
}

const made = await modified(target);
if (!((await modified(source)) < made && (await modified(maker)) < made)) {
  const { loadKerasH5File, saveCompactModel } = await import('../packages/inkling/dist/formats/index.js');
  const { model, record, statistics } = await loadKerasH5File(await readFile(source));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.tmp`, saveCompactModel(model, record, statistics));
  await rename(`${target}.tmp`, target);
}
