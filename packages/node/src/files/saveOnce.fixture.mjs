// Saves a file of so many bytes once and tells what happened: for writeFileAtomic.disk.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomic } from '../../dist/files/writeFileAtomic.js';

const [path, length] = process.argv.slice(2);
const { code = 'saved', message = '' } = await writeFileAtomic(path, new Uint8Array(Number(length))).then(
  () => ({}),
  (cause) => cause,
);
const files = readdirSync(dirname(path)).sort();
console.log(JSON.stringify({ code, message, files, old: readFileSync(path, 'utf8').slice(0, 20) }));
