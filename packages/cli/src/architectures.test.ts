import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createArchitecture } from 'inkling';
import { loadKerasH5 } from 'inkling/formats';
import { expect, it } from 'vitest';
import { inkling, put, putRows, testFolder } from './cli.fixture.js';

const folder = await testFolder();
await putRows(folder);

/** As Keras 3 writes it. */
const architecture = (units: number, className = 'Dense') => ({
  module: 'keras',
  class_name: 'Sequential',
  config: {
    name: 'mine',
    trainable: true,
    layers: [
      { module: 'keras.layers', class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1], name: 'input' } },
      { module: 'keras.layers', class_name: 'Flatten', config: { name: 'flat' } },
      { class_name: 'Dense', config: { name: 'hidden', units: 8, activation: 'relu' } },
      { class_name: className, config: { name: 'out', units, activation: 'softmax' } },
    ],
    build_input_shape: [null, 28, 28, 1],
  },
  registered_name: null,
});
const train = ['train', '--data', '.', '--epochs', '1', '--json', '--architecture'];

/** Parameters added up by hand: weights and biases, and four numbers for each channel that is normalised. */
it.each([
  ['classic', 320 + 18_496 + 204_928 + 1290],
  ['bn4', 320 + 128 + 9248 + 128 + 18_496 + 256 + 36_928 + 256 + 401_536 + 1290],
  ['lenet5', 156 + 2416 + 48_120 + 10_164 + 850],
  ['mlp', 401_920 + 262_656 + 5130],
] as const)('has %s with its %i parameters', (name, parameters) => {
  expect(createArchitecture(name, 1).countParams()).toBe(parameters);
});

it('trains the network that a file describes, and starts from its weights', async () => {
  await put(folder, 'mine.json', JSON.stringify(architecture(10)));
  const first = await inkling([...train, 'mine.json', '--out', 'mine.h5'], { cwd: folder });
  expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('network mine: 6,370 parameters') });
  const model = await loadKerasH5(await readFile(join(folder, 'mine.h5')));
  expect(model.layers.map(({ name }) => name)).toEqual(['flat', 'hidden', 'out']);
  const again = await inkling([...train, 'mine.json', '--from', 'mine.h5', '--out', 'again.h5'], { cwd: folder });
  expect(again.code).toBe(0);
});

it.each([
  ['none.json', undefined, 'There is no architecture at none.json'],
  ['text.json', 'Conv2D, Dense', 'text.json: Expected an architecture as Keras'],
  ['letters.json', JSON.stringify(architecture(26)), 'letters.json: The model puts out 26 numbers'],
  ['lstm.json', JSON.stringify(architecture(10, 'LSTM')), 'lstm.json: The model has a layer of class "LSTM"'],
  ['huge.json', JSON.stringify(architecture(1e9)), "huge.json: The network's sizes are out of bounds"],
])('refuses %s before training', async (name, content, problem) => {
  if (content !== undefined) await put(folder, name, content);
  const { code, stdout, stderr } = await inkling([...train, name], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`error: ${problem}`);
});
