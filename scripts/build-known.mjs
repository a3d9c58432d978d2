// Writes packages/node/dist/bundled/known-….bin: what the model that comes along makes of the embedded training digits, in which
// `inkling predict --nearest` looks for digits like the one it reads. Part of `npm run build`, after build:core; does
// nothing where the file for this model is there.
import { existsSync } from 'node:fs';
import { loadBundled, useThreads, writeFileAtomic } from '../packages/node/dist/index.js';
import { bundledKnownDigits } from '../packages/node/dist/models/knownDigits.js';

const { model } = await loadBundled();
const { path, bytes } = bundledKnownDigits(model);
if (!existsSync(path)) {
  useThreads();
  await writeFileAtomic(path, await bytes());
}
