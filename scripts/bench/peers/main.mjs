// npm run bench:peers: training and prediction beside Keras on TensorFlow, PyTorch and ONNX Runtime, in interleaved rounds of one
// run: medians and ratios. A Python with the packages of requirements.txt is found by INKLING_PEERS_PYTHON, or made.
// Options: --rounds N (5), --json. With MNIST's files in INKLING_DATA also the recipe `fast` beside `import tensorflow`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectMachine, loadEmbedded } from '../../../packages/node/dist/index.js';
import { findOrMake } from '../../keras/environment.mjs';
import { networkNames } from '../networks.mjs';
import { runInkling, runProcess } from '../processes.mjs';
import { median } from '../statistics.mjs';
import { Peer } from './peer.mjs';
import { comparisonTable } from './table.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5;
const json = process.argv.includes('--json');
const python = await findOrMake('INKLING_PEERS_PYTHON', 'peers', here('requirements.txt'));
const folder = await mkdtemp(join(tmpdir(), 'inkling-peers-'));
const peers = [];
try {
  const { images, labels } = await loadEmbedded();
  await writeFile(join(folder, 'images.bin'), images);
  await writeFile(join(folder, 'labels.bin'), labels);
  const start = async (command, name) => {
    const peer = await Peer.start(command, [here(name), folder]);
    peers.push(peer);
    return peer;
  };
  const [ours, keras, torch] = [
    await start(process.execPath, 'inkling_peer.mjs'),
    await start(python, 'keras_peer.py'),
    await start(python, 'torch_peer.py'),
  ];
  const onnx = await start(python, 'onnx_peer.py');

  const measurements = [
    ...networkNames.map((network) => training(network, { ours, keras, ...(network === 'classic' && { torch }) })),
    {
      what: 'prediction, classic, batches',
      unit: 'images/s',
      higherIsBetter: true,
      runs: {
        ours: () => ours.ask('predict', { network: 'classic' }),
        onnx: () => onnx.ask('batches', { size: 64 }),
        keras: () => keras.ask('predict', { network: 'classic' }),
      },
    },
    {
      what: 'prediction, classic, one image',
      unit: 'µs',
      higherIsBetter: false,
      runs: { ours: () => ours.ask('single', { repeats: 2000 }), onnx: () => onnx.ask('single', { repeats: 2000 }) },
    },
    ...(process.env.INKLING_DATA ? [fromStart(1), fromStart(2)] : []),
  ];
  // The first round warms up what compiles and fills caches; it does not count.
  const values = measurements.map(({ runs }) => Object.fromEntries(Object.keys(runs).map((who) => [who, []])));
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { runs }] of measurements.entries()) {
      for (const [who, run] of Object.entries(runs)) {
        const value = await run();
        if (round > 0) values[i][who].push(value);
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`round ${round} of ${rounds}\n`);
  }
  const results = measurements.map(({ what, unit, higherIsBetter }, i) => {
    const medians = Object.fromEntries(Object.entries(values[i]).map(([who, all]) => [who, median(all)]));
    return { what, unit, higherIsBetter, medians, values: values[i] };
  });
  const names = {
    ours: ours.name,
    keras: keras.name,
    torch: torch.name,
    onnx: onnx.name,
    tensorflow: 'import tensorflow',
  };
  const machine = await inspectMachine();
  if (json) console.log(JSON.stringify({ machine, rounds, names, results }));
  else console.log(comparisonTable({ machine, rounds, names, results }));
  if (!process.env.INKLING_DATA) {
    console.error(
      "skipped: inkling train --recipe fast beside import tensorflow (INKLING_DATA names no folder with MNIST's files)",
    );
  }
} finally {
  for (const peer of peers) peer.end();
  await rm(folder, { recursive: true, force: true });
}

function training(network, peersOfNetwork) {
  const count = network === 'bn4' ? 1280 : 10_000;
  const runs = Object.entries(peersOfNetwork).map(([who, peer]) => [who, () => peer.ask('train', { network, count })]);
  return { what: `training, ${network}`, unit: 'samples/s', higherIsBetter: true, runs: Object.fromEntries(runs) };
}

/** From the start of the process to the finished model, against as many imports of TensorFlow. */
function fromStart(epochs) {
  const more = epochs > 1 ? ['--epochs', String(epochs)] : [];
  const args = ['train', '--recipe', 'fast', ...more, '--quiet', '--data', process.env.INKLING_DATA];
  const importing = () => runProcess(python, ['-c', 'import tensorflow'], { TF_CPP_MIN_LOG_LEVEL: '3' });
  return {
    what: `train ${args.slice(1, 3 + more.length).join(' ')}${epochs > 1 ? ', two imports' : ''}`,
    unit: 's',
    higherIsBetter: false,
    runs: {
      ours: async () => (await runInkling([...args, '--out', join(folder, 'fast.h5')])).seconds,
      tensorflow: async () => (await importing()).seconds * epochs,
    },
  };
}
