// Draws the example pictures, the same every time, and lists what a person would answer (`label`: where it is one digit):
//
//   node scripts/draw-examples.mjs [FOLDER = examples/pictures]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURES } from './drawing/pictures.mjs';
import { randomOf } from './drawing/random.mjs';

const folder = process.argv[2] ?? 'examples/pictures';
await mkdir(folder, { recursive: true });
const rows = ['file,label,answer'];
for (const [file, { answer, draw }] of Object.entries(PICTURES)) {
  const label = /^\d$/.test(answer) ? answer : '';
  await (await draw(randomOf(file))).toFile(join(folder, file));
  rows.push(`${file},${label},${answer}`);
}
await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
