// Saves two contents in turn, over and over, until it is killed: for writeFileAtomic.kill.test.ts. Says first how many ms one takes.
import { writeFileAtomic } from '../../dist/files/writeFileAtomic.js';

const [path, length] = process.argv.slice(2);
const contents = [1, 2].map((value) => new Uint8Array(Number(length)).fill(value));
const start = performance.now();
const rehearsals = 3;
for (let i = 0; i < rehearsals; i++) await writeFileAtomic(`${path}.rehearsal`, contents[0]);
process.stdout.write(String((performance.now() - start) / rehearsals));
for (let i = 0; ; i++) await writeFileAtomic(path, contents[i % 2]);
