import { beforeAll, describe, expect, it } from 'vitest';
import { InklingError } from '../../errors.js';
import { Dense, Flatten, InputLayer } from '../../layers/index.js';
import { Sequential } from '../../model/index.js';
import { Random } from '../../random.js';
import { goldenNetwork, kerasSavedModel } from '../fiveSteps.fixture.js';
import { GroupContent } from '../hdf5/content.js';
import { writeHdf5 } from '../hdf5/writer.js';
import { loadKerasH5, saveKerasH5 } from '../index.js';
import { setNames } from './attributeLists.js';

function refused(code: string, message: RegExp) {
  return expect.objectContaining({ name: 'InklingError', code, message: expect.stringMatching(message) });
}

/** A file with that architecture and one layer's arrays. */
function modelFile(modelConfig: unknown, arrays: Readonly<Record<string, readonly number[]>> = {}): Uint8Array {
  const root = new GroupContent();
  root.setText('model_config', typeof modelConfig === 'string' ? modelConfig : JSON.stringify(modelConfig));
  const weights = root.group('model_weights');
  setNames(weights, 'layer_names', Object.keys(arrays).length > 0 ? ['dense'] : []);
  setNames(weights.group('dense'), 'weight_names', Object.keys(arrays));
  for (const [name, shape] of Object.entries(arrays)) {
    const length = shape.reduce((product, size) => product * size, 1);
    weights.group('dense').setDataset(name, shape, new Float32Array(length));
  }
  return writeHdf5(root);
}

function sequential(...layers: readonly [string, object][]) {
  return {
    class_name: 'Sequential',
    config: { name: 'm', layers: layers.map(([class_name, config]) => ({ class_name, config })) },
  };
}

const input: [string, object] = ['InputLayer', { batch_shape: [null, 4], name: 'in' }];
const dense: [string, object] = ['Dense', { name: 'dense', units: 3 }];

describe('files that are no model', () => {
  it.each([
    ['an empty file', new Uint8Array(), /empty/],
    ['a text', new TextEncoder().encode('label,pixel1\n3,0\n'), /a text/],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0), /zip archive.*\.keras/],
    ['the start of an HDF5 file alone', kerasSavedModel().subarray(0, 8), /some other kind|damaged/],
    ['half a model', kerasSavedModel().subarray(0, 40_000), /it should have \d+ bytes and has 40000/],
  ])('%s', async (_, bytes, message) => {
    await expect(loadKerasH5(bytes)).rejects.toThrow(refused('model/not-hdf5', message));
  });

  it.each([
    ['an HDF5 file of something else', writeHdf5(new GroupContent()), /holds something else/],
    ['a model_config that is no JSON', modelFile('{"class_name": '), /no description of a model/],
    ['a model without layers', modelFile(sequential()), /lists no layers/],
    ['a layer without its weights', modelFile(sequential(input, dense)), /1 of its layers need weights and 0 have any/],
    [
      'weights of another shape',
      modelFile(sequential(input, dense), { kernel: [4, 2], bias: [2] }),
      /layer "dense" needs weights of \[4, 3\] and \[3\] and has \[4, 2\] and \[2\]/,
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(loadKerasH5(bytes)).rejects.toThrow(refused('model/not-keras', message));
  });
});

describe('models that Inkling does not have', () => {
  const weightsOnly = new GroupContent();
  setNames(weightsOnly, 'layer_names', ['dense']);
  it.each([
    ['a graph of layers', modelFile({ class_name: 'Functional', config: {} }), /class "Functional"/],
    ['weights alone', writeHdf5(weightsOnly), /weights only/],
    ['a layer of its own', modelFile(sequential(input, ['LSTM', { name: 'lstm_7', units: 3 }])), /"LSTM" \("lstm_7"\)/],
    ['no input shape', modelFile(sequential(dense)), /does not say what shape/],
    [
      'an input of any size',
      modelFile(sequential(['InputLayer', { batch_shape: [null, null, 3] }])),
      /cannot be built/,
    ],
    [
      'a Conv2D of no size',
      modelFile(sequential(input, ['Conv2D', { filters: 0, kernel_size: 3 }])),
      /cannot be built/,
    ],
    ['a network too large', modelFile(sequential(input, ['Dense', { units: 1e9 }])), /out of bounds/],
    [
      'a kernel too large',
      modelFile(
        sequential(['InputLayer', { batch_shape: [null, 2, 2, 1] }], ['Conv2D', { filters: 1, kernel_size: 3 }]),
      ),
      /out of bounds/,
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(loadKerasH5(bytes)).rejects.toThrow(refused('model/unsupported', message));
  });
});

describe('weights that are not numbers', () => {
  const broken = new Sequential([new InputLayer({ shape: [4] }), new Flatten(), new Dense({ units: 3, name: 'top' })]);
  let saved = new Uint8Array();
  beforeAll(async () => {
    saved = await saveKerasH5(broken);
    broken.weights[1].values[2] = Number.NaN;
  });

  it('are neither saved', async () => {
    await expect(saveKerasH5(broken)).rejects.toThrow(
      refused('model/not-finite', /"bias" of layer "top".*Element 2 of 3 is NaN/),
    );
  });

  it('nor loaded', async () => {
    const kernel = new Uint8Array(broken.weights[0].values.buffer);
    new DataView(saved.buffer).setFloat32(Buffer.from(saved).indexOf(kernel), Number.POSITIVE_INFINITY, true);
    await expect(loadKerasH5(saved)).rejects.toThrow(
      refused('model/not-finite', /"kernel" of layer "top".*Element 0 of 12 is Infinity/),
    );
  });
});

describe('files made to harm', () => {
  it('have a thousand layers share one array', async () => {
    const layers = Array.from({ length: 1000 }, (_, i): [string, object] => ['Dense', { name: `d${i}`, units: 64 }]);
    const root = new GroupContent();
    root.setText('model_config', JSON.stringify(sequential(['InputLayer', { batch_shape: [null, 64] }], ...layers)));
    const weights = root.group('model_weights');
    setNames(weights, 'layer_names', Array(1000).fill('dense'));
    setNames(weights.group('dense'), 'weight_names', ['kernel', 'bias']);
    weights.group('dense').setDataset('kernel', [64, 64], new Float32Array(64 * 64));
    weights.group('dense').setDataset('bias', [64], new Float32Array(64));
    await expect(loadKerasH5(writeHdf5(root))).rejects.toThrow(refused('model/not-keras', /share one array/));
  });

  it('claim arrays larger than the file', async () => {
    const bytes = modelFile(sequential(input, dense), { kernel: [4, 3], bias: [3] });
    const view = new DataView(bytes.buffer);
    // The kernel's sizes and largest sizes: 4, 3, 4, 3.
    const at = Buffer.from(bytes).indexOf(Buffer.from(BigUint64Array.of(4n, 3n, 4n, 3n).buffer));
    view.setBigUint64(at, 2n ** 40n, true);
    await expect(loadKerasH5(bytes)).rejects.toThrow(refused('model/not-hdf5', /kernel is larger than the file/));
  });

  it('have a group that contains itself', async () => {
    const bytes = modelFile(sequential(input, dense), { kernel: [4, 3], bias: [3] });
    const view = new DataView(bytes.buffer);
    for (let at = Buffer.from(bytes).indexOf('TREE'); at >= 0; at = Buffer.from(bytes).indexOf('TREE', at + 1)) {
      view.setBigUint64(at + 32, BigInt(at), true);
      view.setUint8(at + 5, 1);
    }
    await expect(loadKerasH5(bytes)).rejects.toThrow(refused('model/not-hdf5', /contains itself/));
  });
});

describe('damaged files', () => {
  /** Loads and, where the file is still a model, is content; anything but a sentence of ours is a failure. */
  async function survive(bytes: Uint8Array): Promise<'loaded' | 'refused'> {
    try {
      await loadKerasH5(bytes);
      return 'loaded';
    } catch (error) {
      if (!(error instanceof InklingError)) throw error;
      expect(error.code).toMatch(/^model\//);
      return 'refused';
    }
  }

  it('are refused wherever they are cut off', async () => {
    const bytes = await saveKerasH5(goldenNetwork());
    for (let length = 0; length < bytes.length; length += 997) {
      expect(await survive(bytes.subarray(0, length))).toBe('refused');
    }
  });

  it.each(['Keras', 'Inkling'])('never crash us: 200 seeded mutations of a file by %s', async (writer) => {
    const sound = writer === 'Keras' ? kerasSavedModel() : await saveKerasH5(goldenNetwork());
    const random = new Random(7);
    const counts = { loaded: 0, refused: 0 };
    const start = performance.now();
    for (let i = 0; i < 200; i++) {
      const bytes = sound.slice();
      // Half of the mutations go where the structure is, not the numbers.
      const reach = i % 2 === 0 ? bytes.length : 8192;
      for (let j = 0; j <= random.integer(8); j++) {
        const at = random.integer(reach);
        if (random.integer(2) === 0) bytes[at] = random.integer(256);
        else bytes.fill(random.integer(2) * 255, at, at + 8);
      }
      counts[await survive(bytes)]++;
    }
    expect(counts.refused).toBeGreaterThan(30);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
