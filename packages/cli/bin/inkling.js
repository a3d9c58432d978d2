#!/usr/bin/env node
// Committed, so that npm can link it at install; the program itself is built: see scripts/build-cli.mjs.
import { existsSync } from 'node:fs';
import module from 'node:module';

// From Node 22 on, compiled code is kept between runs, which makes the second start quicker.
module.enableCompileCache?.();

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error('error: inkling is not built yet.\nhint: run npm run build');
  process.exitCode = 1;
}
