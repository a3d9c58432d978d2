import { describe, expect, it } from 'vitest';
import { parseLoss } from '../../formats/keras/lossConfig.js';
import { goldenNetwork, trainingGolden } from '../../formats/trainingGolden.fixture.js';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import { Dense, InputLayer } from '../../layers/index.js';
import type { Loss } from '../../model/compile.js';
import type { TrainingData } from '../../model/index.js';
import { Sequential } from '../../model/sequential.js';
import { CategoricalCrossentropy, MeanSquaredError, SGD, SparseCategoricalCrossentropy } from '../index.js';

const golden = trainingGolden();
const classes = Uint8Array.from(golden.labels);
/** Float32's own rounding stays well below: 1e-7 forward, 2e-7 after five steps when this was written. */
const FORWARD_TOLERANCE = 1e-5;
const WEIGHT_TOLERANCE = 1e-4;
type LossCase = (typeof golden.losses)[number];

function lossOf({ class_name, config }: LossCase): Loss {
  const parsed = parseLoss({ class_name, config });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.loss;
}

function labelsOf({ targets }: LossCase): Uint8Array | Float32Array {
  if (targets === 'soft' || targets === 'numbers') return Float32Array.from(golden[targets]);
  if (targets === 'binary') return Float32Array.from(classes, (label) => Number(label === 1));
  return targets === 'classes' ? classes : oneHot();
}

function oneHot(): Float32Array {
  return Float32Array.from({ length: classes.length * 3 }, (_, i) => Number(classes[Math.floor(i / 3)] === i % 3));
}

function dataOf(expected: LossCase): TrainingData {
  const sampleWeights = expected.sampleWeights && { sampleWeights: Float32Array.from(golden.sampleWeights) };
  return { images: Float32Array.from(golden.samples), labels: labelsOf(expected), ...sampleWeights };
}

function modelOf(expected: LossCase): Sequential {
  const units = expected.targets === 'binary' ? 1 : 3;
  const model = goldenNetwork(golden, { units, activation: expected.activation });
  model.compile({ optimizer: new SGD({ learningRate: 0.2 }), loss: lossOf(expected) });
  return model;
}

const cases = golden.losses.map((loss) => ({
  ...loss,
  title: `${loss.class_name} of ${loss.targets} after ${loss.activation}, smoothing ${loss.config.label_smoothing ?? 0}${loss.sampleWeights ? ', sample weights' : ''}${loss.classWeights ? ', class weights' : ''}`,
}));

describe(`losses as Keras ${golden.keras} computes them`, () => {
  it.each(cases)('$title', async (expected) => {
    const model = modelOf(expected);
    const data = dataOf(expected);
    const { loss, accuracy } = await model.evaluate(data);
    expectClose([loss, accuracy], expected.forward, FORWARD_TOLERANCE, 'forward');
    const { epochs } = await model.fit(data, {
      epochs: 1,
      batchSize: golden.batch,
      shuffle: false,
      ...(expected.classWeights && { classWeights: expected.classWeights }),
    });
    expectClose([epochs[0].loss, epochs[0].accuracy], expected.epoch, FORWARD_TOLERANCE, 'epoch');
    expectClose(
      model.getWeights().flatMap((values) => [...values]),
      expected.weights,
      WEIGHT_TOLERANCE,
      'weights',
    );
  });

  it.each(cases)('$title: says of itself what Keras says', (expected) => {
    expect(lossOf(expected).getConfig()).toEqual(expected.config);
  });

  it('take classes for certain targets', async () => {
    const dense = golden.losses.filter(({ targets }) => targets === 'oneHot');
    expect(dense.length).toBeGreaterThan(2);
    for (const expected of dense) {
      const { loss, accuracy } = await modelOf(expected).evaluate({ ...dataOf(expected), labels: classes });
      expectClose([loss, accuracy], expected.forward, FORWARD_TOLERANCE, 'forward');
      const [ofClasses, ofTargets] = [modelOf(expected), modelOf(expected)];
      const options = { epochs: 1, batchSize: golden.batch };
      await ofClasses.fit({ ...dataOf(expected), labels: classes }, options);
      await ofTargets.fit(dataOf(expected), options);
      expect(ofClasses.getWeights()).toEqual(ofTargets.getWeights());
    }
  });
});

describe('fit and evaluate', () => {
  const images = Float32Array.from(golden.samples);
  const invalid = (pattern: RegExp) => ({
    code: 'training/invalid-argument',
    message: expect.stringMatching(pattern),
  });

  function compiled(loss: Loss, activation: 'softmax' | 'linear' = 'softmax'): Sequential {
    const model = new Sequential([new InputLayer({ shape: [6] }), new Dense({ units: 3, activation })]);
    model.compile({ optimizer: new SGD(), loss });
    return model;
  }

  it('refuse labels and weights that do not fit', async () => {
    const sparse = compiled(new SparseCategoricalCrossentropy());
    const wrong: [TrainingData, RegExp][] = [
      [{ images, labels: oneHot() }, /CategoricalCrossentropy/],
      [{ images, labels: classes.slice(1) }, /39 labels/],
      [{ images, labels: classes.map(() => 3) }, /below 3/],
      [{ images, labels: classes, sampleWeights: new Float32Array(3) }, /sampleWeights/],
      [{ images, labels: classes, sampleWeights: new Float32Array(40).fill(-1) }, /number 0 is -1/],
    ];
    for (const [data, pattern] of wrong) {
      await expect(sparse.fit(data, { epochs: 1 })).rejects.toMatchObject(invalid(pattern));
      await expect(sparse.evaluate(data)).rejects.toMatchObject(invalid(pattern));
    }
    const dense = compiled(new CategoricalCrossentropy());
    await expect(dense.fit({ images, labels: oneHot().fill(Number.NaN) }, { epochs: 1 })).rejects.toMatchObject(
      invalid(/Number 0 is NaN/),
    );
  });

  it('refuse class weights beside sample weights, or below 0', async () => {
    const dense = compiled(new CategoricalCrossentropy());
    const weights = { epochs: 1, classWeights: { 1: 2 } };
    const sampleWeights = new Float32Array(40).fill(1);
    await expect(dense.fit({ images, labels: classes, sampleWeights }, weights)).rejects.toMatchObject(
      invalid(/together/),
    );
    const negative = { epochs: 1, classWeights: { 2: -1 } };
    await expect(dense.fit({ images, labels: classes }, negative)).rejects.toMatchObject(invalid(/Class 2 has -1/));
  });

  it('want the end of the network that the loss is for', async () => {
    const data = { images, labels: classes };
    const run = (loss: Loss, activation: 'softmax' | 'linear') => compiled(loss, activation).fit(data, { epochs: 1 });
    await expect(run(new CategoricalCrossentropy(), 'linear')).rejects.toMatchObject(invalid(/ends in softmax/));
    await expect(run(new CategoricalCrossentropy({ fromLogits: true }), 'softmax')).rejects.toMatchObject(
      invalid(/without softmax/),
    );
    await run(new MeanSquaredError(), 'linear');
    await run(new MeanSquaredError(), 'softmax');
  });

  it('refuses label smoothing outside of 0 to 1', () => {
    expect(() => new CategoricalCrossentropy({ labelSmoothing: 1.1 })).toThrow(
      expect.objectContaining(invalid(/labelSmoothing/)),
    );
  });
});
