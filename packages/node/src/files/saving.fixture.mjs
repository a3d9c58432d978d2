// Saves two contents in turn, over and over, until it is killed: for writeFileAtomic.kill.test.ts.
import { writeFileAtomic } from '../../dist/files/writeFileAtomic.js';

const [path, length] = process.argv.slice(2);
const contents = [1, 2].map((value) => new Uint8Array(Number(length)).fill(value));
process.stdout.write('ready');
for (let i = 0; ; i++) await writeFileAtomic(path, contents[i % 2]);
