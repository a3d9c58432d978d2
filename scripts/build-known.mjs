// Writes packages/node/dist/bundled/known-….bin: what the model that comes along makes of the embedded training digits, in which
// `inkling predict --nearest` and the page look for digits like the one they read. Part of `npm run build`, after build:core; does
// nothing where the file for this model is there.
import { existsSync } from 'node:fs';
import { loadBundled, useThreads, writeFileAtomic } from '../packages/node/dist/index.js';
import { bundledKnownDigits } from '../packages/node/dist/models/knownDigits.js';

useThreads();
const { model } = await loadBundled();
const { path, bytes } = bundledKnownDigits(model);
if (!existsSync(path)) await writeFileAtomic(path, await bytes());
