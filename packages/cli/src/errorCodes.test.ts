import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { downloadMnist, readPixels } from '@inkling/node';
import {
  Adam,
  Dense,
  Dropout,
  type ErrorCode,
  Flatten,
  InklingError,
  InputLayer,
  normalizeDigit,
  parseIdx,
  Sequential,
  SGD,
  SparseCategoricalCrossentropy,
  setThreadPool,
  ThreadPool,
} from 'inkling';
import { loadKerasH5, modelFromJson, saveKerasH5 } from 'inkling/formats';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../inkling/src/errorCatalogue.js';
import { finished, inkling, put, putModel, putNetwork, putRows, startInkling, testFolder } from './cli.fixture.js';

const folder = await testFolder();
await putRows(folder);
await putModel(folder);
await put(
  folder,
  'white.png',
  await sharp({ create: { width: 40, height: 40, channels: 3, background: 'white' } })
    .png()
    .toBuffer(),
);

const tiny = (learningRate = 1) => {
  const model = new Sequential([new InputLayer({ shape: [4] }), new Dense({ units: 2, activation: 'softmax' })]);
  model.compile({ optimizer: new SGD({ learningRate }), loss: new SparseCategoricalCrossentropy() });
  return model;
};
const samples = { images: Float32Array.of(1, 2, 3, 4), labels: Uint8Array.of(1) };
const train = ['train', '--data', '.', '--architecture', 'lenet5', '--json'];

/** What a program or a person does to meet the error: arguments of `inkling`, or a call of the library. */
type Provocation = readonly string[] | (() => unknown);

/** One for each code: the type makes sure that none is left out. */
const provocations: Readonly<Record<ErrorCode, Provocation>> = {
  'picture/missing': ['predict', 'none.png', '--model', 'model.h5'],
  'picture/empty': () => readPixels(new Uint8Array(0)),
  'picture/unreadable': ['predict', 'images-idx3-ubyte', '--model', 'model.h5'],
  'picture/too-large': () => readPixels(bitmapOf(40_000, 40_000)),
  'picture/zero-size': () => normalizeDigit({ width: 0, height: 0, data: new Uint8Array(0) }),
  'picture/not-28x28': ['predict', 'white.png', '--no-normalize', '--model', 'model.h5'],
  'data/missing': ['data', 'info', 'none'],
  'data/invalid': () => parseIdx(Uint8Array.of(1, 2, 3, 4)),
  'data/download-failed': () => downloadMnist(join(folder, 'mnist'), { mirrors: ['http://127.0.0.1:1/'] }),
  'model/missing': ['summary', 'none.h5'],
  'model/not-hdf5': ['summary', 'white.png'],
  'model/not-keras': async () => loadKerasH5(await renamed('model_config', 'modus_operat')),
  'model/unsupported': () => modelFromJson('{"class_name": "Functional", "config": {}}'),
  'model/not-finite': () => {
    const model = tiny();
    model.weights[0].values[0] = Number.NaN;
    return saveKerasH5(model);
  },
  'model/wrong-input': async () => {
    await putNetwork(folder, 'wide.h5', [32, 32, 1], [new Flatten(), new Dense({ units: 10 })]);
    return provoke(['predict', 'white.png', '--model', 'wide.h5']);
  },
  'architecture/missing': ['train', '--data', '.', '--architecture', 'none.json'],
  'architecture/invalid': () => modelFromJson('no JSON'),
  'layer/invalid-argument': () => new Dropout({ rate: 2 }),
  'layer/invalid-input': () => new Dense({ units: 3 }).outputShape,
  'training/invalid-argument': () => new Adam({ learningRate: Number.NaN }),
  'training/not-compiled': () => new Sequential([new InputLayer({ shape: [4] })]).fit(samples, { epochs: 1 }),
  'training/diverged': () => tiny(Number.MAX_VALUE).fit(samples, { epochs: 9 }),
  'threads/failed': async () => {
    const told: ((cause: unknown) => void)[] = [];
    const startWorker = (code: string, onError: (cause: unknown) => void) => {
      told.push(onError);
      const listen = "require('node:worker_threads').parentPort.on('message', (data) => onmessage({ data }));";
      return new Worker(`${listen}\n${code}`, { eval: true });
    };
    const pool = new ThreadPool({ threads: 2, startWorker });
    setThreadPool(pool);
    try {
      await pool.ready();
      told[0](new Error('killed by the system'));
      await tiny().predict(new Float32Array(4 * 100));
    } finally {
      setThreadPool(undefined);
      await pool.terminate();
    }
  },
  'resume/missing': [...train, '--out', 'new.h5', '--resume'],
  'resume/invalid': async () => {
    await put(folder, 'broken.h5.resume', 'no training');
    return provoke([...train, '--out', 'broken.h5', '--resume']);
  },
  'resume/other-settings': async () => {
    const child = startInkling([...train, '--epochs', '500', '--out', 'other.h5'], { cwd: folder });
    const end = finished(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    return provoke([...train, '--epochs', '400', '--out', 'other.h5', '--resume']);
  },
  'file/not-writable': ['train', '--data', '.', '--out', 'white.png/model.h5'],
  'file/in-the-way': async () => {
    await mkdir(join(folder, 'fashion'));
    await put(join(folder, 'fashion'), 't10k-labels-idx1-ubyte', 'shirts');
    return provoke(['data', 'download', '--out', 'fashion']);
  },
  'usage/invalid': ['evaluate', '--model', 'model.h5', '--split', 'test'],
};

/** Runs the command line and throws what it tells. */
async function provoke(args: readonly string[]): Promise<void> {
  const { code, stderr } = await inkling(args, { cwd: folder, env: { INKLING_DEBUG: '1' } });
  const [, message, errorCode] = /^error: (.+)\ncode: (\S+)$/m.exec(stderr) ?? [];
  expect(code === 1 || code === 2, stderr).toBe(true);
  throw new InklingError(errorCode as ErrorCode, message);
}

/** A model of which one name in the file is another. */
async function renamed(from: string, to: string): Promise<Uint8Array> {
  const bytes = Buffer.from(await saveKerasH5(tiny()));
  bytes.write(to, bytes.indexOf(from), 'latin1');
  return bytes;
}

/** The header of a bitmap that claims this size. */
function bitmapOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('BM');
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return bytes;
}

describe('every code of the catalogue can be met', () => {
  it('and each has a way to meet it here', () => {
    expect(Object.keys(provocations).sort()).toEqual(Object.keys(errorCatalogue).sort());
  });

  it.each(Object.entries(provocations))('%s', async (code, provocation) => {
    const attempt = async () => (typeof provocation === 'function' ? provocation() : provoke(provocation));
    const error = await attempt().then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ name: 'InklingError', code });
    // What was expected or came, and behind it what to do.
    expect((error as InklingError).message).toMatch(/^.{12,}[.:] .{10,}/);
  });
});
