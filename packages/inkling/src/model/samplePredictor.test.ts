import { describe, expect, it } from 'vitest';
import { Conv2D, Dense, Flatten, InputLayer, MaxPooling2D } from '../layers/index.js';
import { Random } from '../random.js';
import { Sequential } from './sequential.js';

const model = new Sequential([
  new InputLayer({ shape: [12, 12, 1] }),
  new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
  new MaxPooling2D(),
  new Flatten(),
  new Dense({ units: 32, activation: 'relu' }),
  new Dense({ units: 10, activation: 'softmax' }),
]);
const random = new Random(3);
const images = Uint8Array.from({ length: 16 * 144 }, () => random.integer(256));

describe('SamplePredictor', () => {
  it('gives the bits of Sequential.predict, for one sample and for many, and writes nothing else', async () => {
    const predictor = await model.createPredictor();
    const expected = await model.predict(images);
    for (const rows of [1, 3, 16]) {
      const out = new Float32Array(170).fill(-1);
      predictor.predict(images.subarray(0, rows * 144), out);
      expect(out.subarray(0, rows * 10)).toEqual(expected.subarray(0, rows * 10));
      expect(out.subarray(rows * 10).every((value) => value === -1)).toBe(true);
    }
  });

  it('takes numbers where it was made for them', async () => {
    const numbers = Float32Array.from(images, (byte) => byte * Math.fround(1 / 255));
    const out = new Float32Array(10);
    (await model.createPredictor('numbers')).predict(numbers.subarray(0, 144), out);
    expect(out).toEqual((await model.predict(numbers)).subarray(0, 10));
  });

  it('has the weights of the last update', async () => {
    const predictor = await model.createPredictor();
    const [before, after, updated] = [new Float32Array(10), new Float32Array(10), new Float32Array(10)];
    predictor.predict(images.subarray(0, 144), before);
    model.setWeights(model.getWeights().map((values) => values.map((value) => value / 2)));
    predictor.predict(images.subarray(0, 144), after);
    expect(after).toEqual(before);
    predictor.update();
    predictor.predict(images.subarray(0, 144), updated);
    expect(updated).toEqual((await model.predict(images)).subarray(0, 10));
    expect(updated).not.toEqual(before);
  });

  it.each([
    ['no sample', new Uint8Array(0), 10],
    ['part of a sample', new Uint8Array(100), 10],
    ['too many samples', new Uint8Array(17 * 144), 170],
    ['numbers in place of bytes', new Float32Array(144), 10],
    ['too little room', new Uint8Array(288), 10],
  ])('refuses %s', async (_, samples, room) => {
    const predictor = await model.createPredictor();
    expect(() => predictor.predict(samples, new Float32Array(room))).toThrow(/expects 1 to 16 samples of 144 bytes/);
  });
});
