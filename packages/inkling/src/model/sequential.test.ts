import { describe, expect, it } from 'vitest';
import { Conv2D, Dense, Dropout, Flatten, InputLayer, MaxPooling2D } from '../layers/index.js';
import { Random } from '../random.js';
import { Adam, ModelCheckpoint, SparseCategoricalCrossentropy } from '../training/index.js';
import type { EpochLog } from './callbacks.js';
import { History } from './history.js';
import { Sequential } from './sequential.js';

function classic(seed = 1): Sequential {
  return new Sequential(
    [
      new InputLayer({ shape: [28, 28, 1] }),
      new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
      new MaxPooling2D(),
      new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
      new MaxPooling2D(),
      new Flatten(),
      new Dense({ units: 128, activation: 'relu' }),
      new Dense({ units: 10, activation: 'softmax' }),
    ],
    { seed },
  );
}

/** Pictures of 8 × 8 with a bright bar in the row that is their label. */
function bars(count: number, seed: number) {
  const random = new Random(seed);
  const labels = Uint8Array.from({ length: count }, () => random.integer(4));
  const images = Uint8Array.from({ length: count * 64 }, (_, i) => {
    const row = Math.floor((i % 64) / 8);
    return row === 2 * labels[Math.floor(i / 64)] ? 155 + random.integer(100) : random.integer(100);
  });
  return { images, labels };
}

function small(): Sequential {
  const model = new Sequential([
    new InputLayer({ shape: [8, 8, 1] }),
    new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 4, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: new Adam({ learningRate: 0.01 }), loss: new SparseCategoricalCrossentropy() });
  return model;
}

describe('Sequential', () => {
  it("prints Keras's table", () => {
    expect(classic().summary()).toMatchInlineSnapshot(`
      "Model: "sequential"
      ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
      ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
      ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
      │ conv2d (Conv2D)                 │ (None, 26, 26, 32)     │           320 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ max_pooling2d (MaxPooling2D)    │ (None, 13, 13, 32)     │             0 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ conv2d_1 (Conv2D)               │ (None, 11, 11, 64)     │        18,496 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ max_pooling2d_1 (MaxPooling2D)  │ (None, 5, 5, 64)       │             0 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ flatten (Flatten)               │ (None, 1600)           │             0 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ dense (Dense)                   │ (None, 128)            │       204,928 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ dense_1 (Dense)                 │ (None, 10)             │         1,290 │
      └─────────────────────────────────┴────────────────────────┴───────────────┘
       Total params: 225,034 (879.04 KB)
       Trainable params: 225,034 (879.04 KB)
       Non-trainable params: 0 (0.00 B)"
    `);
  });

  it('names layers as Keras does, and refuses a name that comes twice', () => {
    expect(classic().layers.map(({ name }) => name)).toEqual([
      'conv2d',
      'max_pooling2d',
      'conv2d_1',
      'max_pooling2d_1',
      'flatten',
      'dense',
      'dense_1',
    ]);
    const twins = () => [new Dense({ units: 1, name: 'a' }), new Dense({ units: 1, name: 'a' })];
    expect(() => new Sequential([new InputLayer({ shape: [1] }), ...twins()])).toThrow(/"a"/);
  });

  it('needs an InputLayer, and layers of its own', () => {
    expect(() => new Sequential([new Flatten()])).toThrow(/InputLayer/);
    const layer = new Flatten();
    new Sequential([new InputLayer({ shape: [1] }), layer]);
    expect(() => new Sequential([new InputLayer({ shape: [1] }), layer])).toThrow(/already/);
  });

  it('comes back from its config', () => {
    const model = classic();
    const again = Sequential.fromConfig(JSON.parse(JSON.stringify(model.getConfig())));
    expect(again.getConfig()).toEqual(model.getConfig());
    expect(again.summary()).toBe(model.summary());
  });

  it('draws the same weights from the same seed, inside the bounds of Glorot', () => {
    expect(classic(3).getWeights()).toEqual(classic(3).getWeights());
    expect(classic(3).getWeights()).not.toEqual(classic(4).getWeights());
    const [kernel, bias] = classic().weights;
    const limit = Math.sqrt(6 / (9 + 9 * 32));
    expect(Math.max(...kernel.values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel.values)).toBeGreaterThan(0.9 * limit);
    expect(Math.min(...kernel.values)).toBeLessThan(-0.9 * limit);
    expect([...bias.values].every((value) => value === 0)).toBe(true);
  });

  it('predicts probabilities that sum to 1, the same for a picture alone and among others', async () => {
    const model = classic();
    const random = new Random(5);
    const images = Uint8Array.from({ length: 300 * 784 }, () => random.integer(256));
    const together = await model.predict(images);
    for (let i = 0; i < 300; i++) {
      const sum = together.subarray(i * 10, i * 10 + 10).reduce((a, b) => a + b);
      expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-6);
    }
    for (const i of [0, 17, 299]) {
      const alone = await model.predict(images.subarray(i * 784, (i + 1) * 784));
      expect(alone).toEqual(together.slice(i * 10, i * 10 + 10));
    }
  });

  it('notices each number that was changed in place since it predicted', async () => {
    const model = small();
    const { images } = bars(1, 1);
    const before = await model.predict(images);
    expect(await model.predict(images)).toEqual(before);
    for (const { values } of model.weights) {
      const last = values.length - 1;
      values[last] += 0.5;
      const changed = await model.predict(images);
      const fresh = small();
      fresh.setWeights(model.getWeights());
      expect(changed).toEqual(await fresh.predict(images));
      values[last] -= 0.5;
    }
    model.weights[0].values.fill(Number.NaN);
    expect((await model.predict(images)).some(Number.isNaN)).toBe(true);
  });

  it('gives others a turn while it works through many samples', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await classic().predict(new Uint8Array(20_000 * 784));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  it('takes bytes as pixels over 255 and numbers as they are', async () => {
    const model = small();
    const { images } = bars(20, 1);
    expect(await model.predict(Float32Array.from(images, (byte) => Math.fround(byte * Math.fround(1 / 255))))).toEqual(
      await model.predict(images),
    );
  });

  it('refuses samples that fill no whole input', async () => {
    await expect(small().predict(new Uint8Array(65))).rejects.toMatchObject({ code: 'model/wrong-input' });
    await expect(small().predict(new Uint8Array(0))).rejects.toMatchObject({ code: 'model/wrong-input' });
  });
});

describe('fit', () => {
  it('learns, and tells its progress', async () => {
    const model = small();
    const logs: EpochLog[] = [];
    const history = await model.fit(bars(500, 1), {
      epochs: 8,
      batchSize: 33,
      validation: bars(100, 2),
      callbacks: [{ onEpochEnd: (log) => void logs.push(log) }],
    });
    expect(history.epochs).toEqual(logs);
    expect(logs.at(-1)!.loss).toBeLessThan(logs[0].loss);
    expect(logs.at(-1)!.validationAccuracy).toBeGreaterThan(0.95);
    expect(model.compiledOptions().optimizer.iterations).toBe(8 * Math.ceil(500 / 33));
  });

  it.each([
    [1, 1],
    [1, 1024],
    [33, 1],
    [40, 7],
    [3000, 1024],
    [60_000, 1024],
  ])('sees every one of %i samples in batches of %i', async (count, batchSize) => {
    const model = small();
    const few = bars(Math.min(count, 1000), 1);
    const data = {
      images: Uint8Array.from({ length: count * 64 }, (_, i) => few.images[i % few.images.length]),
      labels: Uint8Array.from({ length: count }, (_, i) => few.labels[i % few.labels.length]),
    };
    const { epochs } = await model.fit(data, { epochs: 1, batchSize });
    expect(model.compiledOptions().optimizer.iterations).toBe(Math.ceil(count / batchSize));
    expect(epochs[0].loss).toBeLessThan(2 * Math.log(4));
  });

  it('gives the same bits for the same seed, and others for another', async () => {
    const train = async (seed: number) => {
      const model = small();
      await model.fit(bars(200, 1), { epochs: 2, batchSize: 50, seed });
      return model.getWeights();
    };
    const first = await train(1);
    expect(await train(1)).toEqual(first);
    expect(await train(2)).not.toEqual(first);
  });

  it('takes the samples in another order in every epoch, unless told not to', async () => {
    const images = Uint8Array.from({ length: 40 * 64 }, (_, i) => Math.floor(i / 64));
    const data = { images, labels: new Uint8Array(40) };
    const orders = async (shuffle: boolean) => {
      const seen: number[] = [];
      const augment = (sample: Uint8Array, _: Random, out: Uint8Array) => {
        seen.push(sample[0]);
        out.set(sample);
      };
      await small().fit(data, { epochs: 2, batchSize: 16, shuffle, augment });
      return [seen.slice(0, 40), seen.slice(40)];
    };
    const inPlace = Array.from({ length: 40 }, (_, i) => i);
    expect(await orders(false)).toEqual([inPlace, inPlace]);
    const [first, second] = await orders(true);
    for (const order of [first, second]) {
      expect(order).not.toEqual(inPlace);
      expect(order.toSorted((a, b) => a - b)).toEqual(inPlace);
    }
    expect(second).not.toEqual(first);
  });

  it('drops other values in every step', async () => {
    const model = small();
    // Nothing is learnt, so that only what is dropped changes the loss.
    model.compile({ optimizer: new Adam({ learningRate: 1e-30 }), loss: new SparseCategoricalCrossentropy() });
    const { epochs } = await model.fit(bars(4, 1), { epochs: 5, batchSize: 4, shuffle: false });
    expect(new Set(epochs.map(({ loss }) => loss)).size).toBe(5);
  });

  it('goes on where it stopped', async () => {
    const data = bars(64, 1);
    const options = { batchSize: 32, shuffle: false };
    const [inOne, inTwo] = [small(), small()];
    await inOne.fit(data, { epochs: 2, ...options });
    await inTwo.fit(data, { epochs: 1, ...options });
    await inTwo.fit(data, { epochs: 1, ...options });
    expect(inTwo.getWeights()).toEqual(inOne.getWeights());
  });

  it.each([1, 2, 15, 16, 17, 1024])('works with batches of %i', async (batchSize) => {
    const model = small();
    const { epochs } = await model.fit(bars(40, 1), { epochs: 1, batchSize });
    expect(Number.isFinite(epochs[0].loss)).toBe(true);
    expect(model.compiledOptions().optimizer.iterations).toBe(Math.ceil(40 / batchSize));
  });

  it('says what is wrong with its arguments', async () => {
    const data = bars(10, 1);
    const uncompiled = new Sequential([
      new InputLayer({ shape: [64] }),
      new Dense({ units: 4, activation: 'softmax' }),
    ]);
    await expect(uncompiled.fit(data, { epochs: 1 })).rejects.toMatchObject({ code: 'training/not-compiled' });
    const wrong = { code: 'training/invalid-argument' };
    await expect(small().fit(data, { epochs: 0 })).rejects.toMatchObject(wrong);
    await expect(small().fit(data, { epochs: 1, batchSize: 1.5 })).rejects.toMatchObject(wrong);
    await expect(small().fit({ ...data, labels: data.labels.slice(1) }, { epochs: 1 })).rejects.toMatchObject(wrong);
    await expect(small().fit({ ...data, labels: data.labels.map(() => 4) }, { epochs: 1 })).rejects.toMatchObject(
      wrong,
    );
    expect(() => new Adam({ learningRate: Number.NaN })).toThrowError(expect.objectContaining(wrong));
  });

  it('stops when the loss is no number any more', async () => {
    const model = small();
    model.weights[0].values[0] = Number.NaN;
    await expect(model.fit(bars(10, 1), { epochs: 1 })).rejects.toMatchObject({ code: 'training/diverged' });
  });
});

describe('ModelCheckpoint', () => {
  it('gives back the epoch with the best validation', async () => {
    const model = small();
    const checkpoint = new ModelCheckpoint();
    const seen: Float32Array[][] = [];
    const arrays = () => structuredClone(model.compiledOptions().optimizer.state(model.trainableWeights));
    const states: ReturnType<typeof arrays>[] = [];
    const history = await model.fit(bars(100, 1), {
      epochs: 5,
      batchSize: 20,
      validation: bars(60, 2),
      callbacks: [
        checkpoint,
        { onEpochEnd: (_, current) => void seen.push(current.getWeights()) },
        { onEpochEnd: () => void states.push(arrays()) },
      ],
    });
    await model.fit(bars(100, 3), { epochs: 1 });
    checkpoint.restoreBest(model);
    expect(checkpoint.best?.log.epoch).toBe(history.bestEpoch);
    expect(model.getWeights()).toEqual(seen[history.bestEpoch - 1]);
    expect(arrays()).toEqual(states[history.bestEpoch - 1]);
    expect(model.compiledOptions().optimizer.iterations).toBe(5 * history.bestEpoch);
  });

  it('likes higher accuracy, then lower loss, then the earlier epoch', () => {
    const history = new History();
    const epoch = (n: number, validationAccuracy: number, validationLoss: number): EpochLog => ({
      epoch: n,
      loss: 0,
      accuracy: 0,
      validationAccuracy,
      validationLoss,
      samplesPerSecond: 1,
      seconds: 1,
    });
    history.epochs.push(epoch(1, 0.9, 0.1), epoch(2, 0.95, 0.4), epoch(3, 0.95, 0.3), epoch(4, 0.95, 0.3));
    expect(history.bestEpoch).toBe(3);
  });
});
