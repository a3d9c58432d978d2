// Times whole processes, from start to end: a bare Node, `inkling --version` and, where there is a model (npm start makes one),
// `inkling predict` of a photo with its figure on disk. usage: node scripts/bench-start.mjs [MODEL.h5 = out/mnist_model.h5]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNS = 15;
const root = fileURLToPath(new URL('..', import.meta.url));
const inkling = join(root, 'packages/cli/bin/inkling.js');
const model = process.argv[2] ?? join(root, 'out/mnist_model.h5');

function run(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

/** The programs take turns, so that what else the machine does at a time slows all of them. */
function bench(programs) {
  const times = programs.map(() => []);
  for (let i = 0; i < RUNS; i++) for (const [k, { args }] of programs.entries()) times[k].push(run(args));
  for (const [k, { name }] of programs.entries()) {
    const sorted = times[k].sort((a, b) => a - b);
    console.log(`${name.padEnd(40)} median ${sorted[RUNS >> 1].toFixed(0)} ms, least ${sorted[0].toFixed(0)} ms`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'inkling-start-'));
try {
  const programs = [
    { name: 'node, doing nothing', args: ['--eval', ''] },
    { name: 'inkling --version', args: [inkling, '--version'] },
  ];
  if (existsSync(model)) {
    const photo = join(root, 'examples/pictures/seven-photo.jpg');
    const args = [inkling, 'predict', photo, '--model', model, '--out', folder];
    programs.push({ name: 'inkling predict, figure on disk', args });
  } else console.log(`no model at ${model}, so predict is left out`);
  bench(programs);
} finally {
  rmSync(folder, { recursive: true });
}
