// npm run bench: what training and prediction cost on this machine, kernel by kernel and as a whole. Options: --json, and the names
// of networks (classic, bn4, lenet5, mlp; the kernels of classic alone by default).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Trainer } from '../../packages/inkling/dist/engine/trainer.js';
import { loadKernels, setThreadPool } from '../../packages/inkling/dist/index.js';
import { inspectMachine, loadEmbedded, useThreads } from '../../packages/node/dist/index.js';
import { batchSpeed, compiledNetwork, singleLatency, trainingSpeed } from './measure.mjs';
import { networkNames } from './networks.mjs';
import { peakGflops } from './peak.mjs';
import { runInkling } from './processes.mjs';
import { profile } from './profile.mjs';
import { kernelRow, say } from './say.mjs';
import { profileShapes } from './shapes.mjs';
import { measureSizes } from './sizes.mjs';
import { median } from './statistics.mjs';

const BATCH = 128;
const asked = process.argv.slice(2).filter((arg) => networkNames.includes(arg));
const json = process.argv.includes('--json');
const tell = (line) => json || console.log(line);

const machine = await inspectMachine();
const digits = await loadEmbedded();
const peak = await peakGflops(machine.build);
tell(say.machine(machine, peak));

const result = { machine, peakGflops: peak, networks: {} };
for (const name of asked.length > 0 ? asked : ['classic']) {
  const kernels = await profileTraining(name);
  const step = kernels.reduce((sum, { microseconds }) => sum + microseconds, 0);
  tell(`\n${name}: kernels of a training step on one thread, least times`);
  for (const row of kernels) if (row.microseconds >= 0.05) tell(kernelRow(row, peak));
  tell(kernelRow({ kernel: 'all kernels', about: '', microseconds: step, gflops: null }, peak));
  const whole = await measureWhole(name);
  tell(say.whole(whole));
  result.networks[name] = { kernels, ...whole };
}
result.shapes = await profileShapes();
for (const { name, rows } of result.shapes) {
  tell(`\n${name}`);
  for (const row of rows) tell(kernelRow(row, peak));
}
result.sizes = await measureSizes();
tell(say.sizes(result.sizes));
result.processes = await measureProcesses();
tell(say.processes(result.processes));
if (json) console.log(JSON.stringify(result));

/** A training step's kernels on real digits, in the middle of training. */
async function profileTraining(name) {
  const model = compiledNetwork(name);
  const { optimizer, loss } = model.compiled;
  const options = { batchSize: BATCH, kind: 'bytes', rule: optimizer.rule, loss: loss.rule };
  const trainer = new Trainer(await loadKernels(), model.network, options);
  trainer.loadWeights(model.getWeights());
  const steps = name === 'bn4' ? 8 : 60;
  const train = (before) => {
    for (let i = 0; i < steps; i++) {
      const first = (i * BATCH) % (digits.count - BATCH);
      const indices = Int32Array.from({ length: BATCH }, (_, row) => first + row);
      before();
      trainer.step(digits.images, digits.labels, indices, { ...optimizer.scalars(), seed: i });
      optimizer.iterations++;
    }
  };
  train(() => undefined);
  return profile(trainer, BATCH, train);
}

/** Medians of five rounds, with one thread and with all in turn. */
async function measureWhole(name) {
  const count = name === 'bn4' ? 1280 : digits.count;
  const model = compiledNetwork(name);
  const pool = useThreads();
  const rounds = { one: [], all: [], batch: [], single: [] };
  for (let round = 0; round < 5; round++) {
    setThreadPool(undefined);
    rounds.one.push(await trainingSpeed(model, digits, count));
    rounds.single.push(await singleLatency(model, digits, name === 'bn4' ? 100 : 2000));
    setThreadPool(pool);
    await pool.ready();
    rounds.all.push(await trainingSpeed(model, digits, count));
    rounds.batch.push(await batchSpeed(model, digits));
  }
  await pool.terminate();
  const [one, all] = [median(rounds.one), median(rounds.all)];
  return {
    samplesPerSecondOneThread: one,
    samplesPerSecond: all,
    speedUp: all / one,
    epochsPerSecond: all / 60_000,
    predictionsPerSecond: median(rounds.batch),
    singleMicroseconds: median(rounds.single),
  };
}

/** Start-up, and the memory of a training on the embedded digits. */
async function measureProcesses() {
  const folder = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
  try {
    const starts = [];
    for (let i = 0; i < 5; i++) starts.push((await runInkling(['--version'])).seconds);
    const training = await runInkling(['train', '--quiet', '--epochs', '1', '--out', join(folder, 'model.h5')]);
    return { startUpSeconds: median(starts), trainingSeconds: training.seconds, trainingPeakMB: training.peakMB };
  } finally {
    await rm(folder, { recursive: true });
  }
}
