import { describe, expect, it } from 'vitest';
import type { Augmentation } from '../data/augmentation.js';
import { Dense, InputLayer } from '../layers/index.js';
import { Random } from '../random.js';
import { Adam, SparseCategoricalCrossentropy } from '../training/index.js';
import { Sequential } from './sequential.js';

const SIZE = 6;
const SAMPLES = 41;

function model(): Sequential {
  const result = new Sequential([new InputLayer({ shape: [SIZE] }), new Dense({ units: 3, activation: 'softmax' })]);
  result.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() });
  return result;
}

/** Samples whose first number is their place in the data. */
function samples() {
  const random = new Random(1);
  const images = Uint8Array.from({ length: SAMPLES * SIZE }, (_, i) =>
    i % SIZE === 0 ? i / SIZE : random.integer(256),
  );
  return { images, labels: Uint8Array.from({ length: SAMPLES }, () => random.integer(3)) };
}

/** Adds noise, and keeps what it made of each sample, in the order of the calls. */
function recorder() {
  const seen: { sample: number; out: string }[] = [];
  const augment: Augmentation = (image, random, out) => {
    for (let i = 0; i < SIZE; i++) out[i] = image[i] ^ random.integer(64);
    seen.push({ sample: image[0], out: out.join() });
  };
  return { seen, augment };
}

const bySample = (seen: readonly { sample: number; out: string }[]) =>
  [...seen].sort((a, b) => a.sample - b.sample).map(({ out }) => out);

describe('fit with augment', () => {
  it('trains on what the augmentation wrote', async () => {
    const { images, labels } = samples();
    const { seen, augment } = recorder();
    const [augmented, plain] = [model(), model()];
    await augmented.fit({ images, labels }, { epochs: 1, batchSize: 20, shuffle: false, augment });
    const changed = Uint8Array.from(seen.flatMap(({ out }) => out.split(',').map(Number)));
    expect(changed).not.toEqual(images);
    await plain.fit({ images: changed, labels }, { epochs: 1, batchSize: 20, shuffle: false });
    expect(augmented.getWeights()).toEqual(plain.getWeights());
    expect(images).toEqual(samples().images);
  });

  it('makes the same of a sample whatever the order and the batches, and other things in other epochs', async () => {
    const runs = [
      { batchSize: 7, shuffle: true },
      { batchSize: 32, shuffle: false },
    ];
    const [first, second] = await Promise.all(
      runs.map(async (options) => {
        const { seen, augment } = recorder();
        await model().fit(samples(), { epochs: 2, seed: 9, augment, ...options });
        return [bySample(seen.slice(0, SAMPLES)), bySample(seen.slice(SAMPLES))];
      }),
    );
    expect(first).toEqual(second);
    expect(first[0]).toHaveLength(SAMPLES);
    expect(new Set(first.flat()).size).toBe(2 * SAMPLES);
  });

  it('draws anew for another seed', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async (seed) => {
        const { seen, augment } = recorder();
        await model().fit(samples(), { epochs: 1, seed, augment });
        return bySample(seen);
      }),
    );
    expect(one.filter((out, i) => out === two[i])).toEqual([]);
  });

  it('refuses samples that are no pixels', async () => {
    const { images, labels } = samples();
    const numbers = { images: Float32Array.from(images), labels };
    const { augment } = recorder();
    await expect(model().fit(numbers, { epochs: 1, augment })).rejects.toMatchObject({
      code: 'training/invalid-argument',
      message: expect.stringMatching(/augment/),
    });
  });
});
