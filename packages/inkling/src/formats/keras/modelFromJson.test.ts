import { describe, expect, it } from 'vitest';
import { kerasSavedModel } from '../fiveSteps.fixture.js';
import { openHdf5 } from '../hdf5/reader.js';
import { loadKerasH5, modelFromJson } from '../index.js';
import { getText } from './attributeLists.js';

const input = { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } };
const flatten = { class_name: 'Flatten', config: {} };
const dense = (units: unknown) => ({ class_name: 'Dense', config: { units, activation: 'softmax' } });
const sequential = (...layers: object[]) => JSON.stringify({ class_name: 'Sequential', config: { layers } });

/** JSON.parse reads this, JSON.stringify cannot write it. */
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

describe('modelFromJson', () => {
  it('makes the model that Keras described', async () => {
    const bytes = kerasSavedModel();
    const json = getText(openHdf5(bytes), 'model_config') ?? '';
    expect(modelFromJson(json).getConfig()).toEqual((await loadKerasH5(bytes)).getConfig());
  });

  it('draws fresh weights by the seed', () => {
    const json = sequential(input, flatten, dense(10));
    const [first, second, other] = [1, 1, 2].map((seed) => modelFromJson(json, { seed }).getWeights());
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first[0].some((value) => value !== 0)).toBe(true);
  });

  it.each([
    ['nothing', '', 'architecture/invalid', /no JSON/],
    ['a JSON that is cut off', sequential(input, dense(10)).slice(0, -9), 'architecture/invalid', /no JSON/],
    ['another JSON', '{"a": 1}', 'architecture/invalid', /no class_name/],
    ['no layers', sequential(), 'architecture/invalid', /list of layers/],
    ['a graph of layers', '{"class_name": "Functional", "config": {}}', 'model/unsupported', /class "Functional"/],
    ['a layer of its own', sequential(input, { class_name: 'LSTM', config: {} }), 'model/unsupported', /"LSTM"/],
    ['units that are text', sequential(input, dense('many')), 'model/unsupported', /units is "many"/],
    [
      'units nested deep',
      sequential(input, dense('deep')).replace('"deep"', deep),
      'model/unsupported',
      /units is nested too deep/,
    ],
    ['no input shape', sequential(dense(10)), 'model/unsupported', /does not say what shape/],
    [
      'too many weights',
      sequential(input, flatten, dense(1e6), dense(10)),
      'model/unsupported',
      /784\d* weights|weights, at most/,
    ],
    ['too large an output', sequential(input, flatten, dense(1e9)), 'model/unsupported', /out of bounds/],
  ])('refuses %s before anything is allocated', (_, json, code, message) => {
    expect(() => modelFromJson(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
