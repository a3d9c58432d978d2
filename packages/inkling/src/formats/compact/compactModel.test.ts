import { describe, expect, it } from 'vitest';
import { BatchNormalization, Conv2D, Dense, Flatten, InputLayer } from '../../layers/index.js';
import { Sequential } from '../../model/sequential.js';
import { roundToFloat16 } from '../float16.js';
import { loadCompactModel } from './loadCompactModel.js';
import { saveCompactModel } from './saveCompactModel.js';

function rounded(): Sequential {
  const layers = [
    new InputLayer({ shape: [6, 6, 1] }),
    new Conv2D({ filters: 3, kernelSize: 3, activation: 'relu' }),
    new BatchNormalization(),
    new Flatten(),
    new Dense({ units: 4, activation: 'softmax' }),
  ];
  const model = new Sequential(layers, { name: 'größer', seed: 4 });
  roundToFloat16(model);
  return model;
}
const record = { trainings: [{ source: 'mnist', seed: 3 }], note: '4 % — größer' };

describe('a compact model', () => {
  it('comes back the same to the last bit, with its record, in two bytes a weight', async () => {
    const model = rounded();
    const bytes = saveCompactModel(model, record);
    expect(bytes.length - 2 * model.countParams()).toBeLessThan(4000);
    // Also from the middle of a larger buffer, at an odd place.
    const moved = new Uint8Array(bytes.length + 9);
    moved.set(bytes, 7);
    for (const source of [bytes, moved.subarray(7, 7 + bytes.length)]) {
      const loaded = loadCompactModel(source);
      expect(loaded.record).toEqual(record);
      expect(loaded.model.getConfig()).toEqual(model.getConfig());
      expect(loaded.model.getWeights()).toEqual(model.getWeights());
      const image = Float32Array.from({ length: 36 }, (_, i) => (i % 5) / 4);
      expect(await loaded.model.predict(image)).toEqual(await model.predict(image));
    }
  });

  it('keeps the bytes of statistics, any number of them', () => {
    const statistics = Uint8Array.of(7, 0, 255);
    expect(loadCompactModel(saveCompactModel(rounded(), record, statistics)).statistics).toEqual(statistics);
    expect(loadCompactModel(saveCompactModel(rounded(), record)).statistics).toBeUndefined();
  });

  it('refuses weights that float16 does not have, and says which', () => {
    const model = rounded();
    model.weights[2].values[0] = 1 / 3;
    expect(() => saveCompactModel(model)).toThrow(/gamma holds 0\.333.*roundToFloat16/);
  });

  it('refuses other bytes, and files that are cut or longer', () => {
    const bytes = saveCompactModel(rounded(), record);
    expect(() => loadCompactModel(new Uint8Array(3))).toThrow(/does not begin with inkling1/);
    expect(() => loadCompactModel(bytes.subarray(0, 40))).toThrow(/description cannot be read/);
    expect(() => loadCompactModel(bytes.subarray(0, -2))).toThrow(/it has \d+/);
    expect(() => loadCompactModel(new Uint8Array([...bytes, 0, 0]))).toThrow(/it has \d+/);
  });
});
