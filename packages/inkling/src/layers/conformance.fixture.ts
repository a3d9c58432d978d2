import { describe, expect, it } from 'vitest';
import { Trainer } from '../engine/trainer.js';
import { loadKerasH5, saveKerasH5 } from '../formats/index.js';
import { loadKernels } from '../kernels/index.js';
import { Sequential } from '../model/sequential.js';
import { Random } from '../random.js';
import { Adam, SparseCategoricalCrossentropy } from '../training/index.js';
import { Dense } from './dense.js';
import { Flatten } from './flatten.js';
import { InputLayer } from './inputLayer.js';
import type { Layer, LayerConfig, Shape } from './layer.js';
import { layerFromConfig } from './layerFromConfig.js';

export interface LayerCase {
  /** What is special about this case: `3×3 same, stride 2`. */
  readonly title: string;
  readonly create: () => Layer;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Shapes of the weights, in Keras's order. */
  readonly weightShapes: readonly Shape[];
  /** What Keras calls the options that this case was created with, and their values. */
  readonly config?: LayerConfig;
}

export interface LayerConformance {
  readonly className: string;
  readonly cases: readonly LayerCase[];
  /** Each must throw `layer/invalid-argument` and name the argument. */
  readonly badArguments: readonly { readonly argument: string; readonly create: () => Layer }[];
  /** Input shapes that the layer must refuse with `layer/invalid-input`. */
  readonly badInputs?: readonly Shape[];
}

/** What every layer must do: sizes, gradients, the round trips through Keras's config and through a Keras file, and clear refusals. */
export function testLayer({ className, cases, badArguments, badInputs = [] }: LayerConformance): void {
  describe.each(cases.map((layerCase) => [layerCase.title, layerCase] as const))(
    `${className} (%s)`,
    (_, layerCase) => {
      const { create, inputShape, outputShape, weightShapes, config = {} } = layerCase;

      it('has the sizes that Keras gives it', () => {
        const model = new Sequential([new InputLayer({ shape: inputShape }), create()]);
        expect(model.outputShape).toEqual(outputShape);
        expect(model.weights.map(({ shape }) => shape)).toEqual(weightShapes);
        expect(model.countParams()).toBe(
          weightShapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0),
        );
      });

      it('gives back its own config', () => {
        const layer = create();
        layer.assignName('some_name');
        expect(layer.getConfig()).toMatchObject({ name: 'some_name', ...config });
        const again = layerFromConfig(className, JSON.parse(JSON.stringify(layer.getConfig())));
        expect(again.className).toBe(className);
        expect(again.getConfig()).toEqual(layer.getConfig());
        expect(again.computeOutputShape(inputShape)).toEqual(outputShape);
      });

      it('comes back from a Keras file as it was', () => checkSerialisation(layerCase));

      it('has gradients that agree with the change of the loss', () => checkGradients(layerCase));
    },
  );

  if (badArguments.length + badInputs.length === 0) return;
  describe(`${className}, wrongly used`, () => {
    it.each(badArguments.map(({ argument, create }) => [argument, create] as const))(
      'refuses %s',
      (argument, create) => {
        expect(create).toThrowError(
          expect.objectContaining({ code: 'layer/invalid-argument', message: expect.stringContaining(argument) }),
        );
      },
    );

    it.each(badInputs.map((shape) => [shape] as const))('refuses an input of %j', (shape) => {
      const [first] = cases;
      expect(() => new Sequential([new InputLayer({ shape }), first.create()])).toThrowError(
        expect.objectContaining({ code: 'layer/invalid-input', message: expect.stringContaining(className) }),
      );
    });
  });
}

const CLASSES = 3;
const ROWS = 19;

/** Saves the layer with weights that are all different, none of them 0, and reads it back: config, weights and outputs must be the same bits. */
async function checkSerialisation({ create, inputShape }: LayerCase): Promise<void> {
  const random = new Random(11);
  const model = new Sequential([new InputLayer({ shape: inputShape }), create()]);
  model.setWeights(model.getWeights().map((values) => values.map(() => random.uniform(0.1, 1))));
  const loaded = await loadKerasH5(await saveKerasH5(model));
  expect(loaded.getConfig()).toEqual(model.getConfig());
  expect(loaded.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }))).toEqual(
    model.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable })),
  );
  expect(loaded.getWeights()).toEqual(model.getWeights());
  const samples = Float32Array.from({ length: 5 * model.network.input.size }, () => random.uniform(-1, 1));
  const outputs = await model.predict(samples);
  expect(outputs.every(Number.isFinite)).toBe(true);
  expect(await loaded.predict(samples)).toEqual(outputs);
}

/**
 * Puts the layer between a Dense that makes its input and one that reads its output, so that the gradient with
 * respect to its input counts too, and compares every gradient with central differences of the loss.
 */
async function checkGradients({ create, inputShape }: LayerCase): Promise<void> {
  const random = new Random(7);
  const channels = inputShape[inputShape.length - 1];
  const model = new Sequential([
    new InputLayer({ shape: inputShape }),
    new Dense({ units: channels, name: 'before' }),
    create(),
    new Flatten(),
    new Dense({ units: CLASSES, activation: 'softmax', name: 'behind' }),
  ]);
  for (const { values } of model.weights)
    for (let i = 0; i < values.length; i++) values[i] += random.uniform(-0.1, 0.1);
  const images = Float32Array.from({ length: ROWS * model.network.input.size }, () => random.uniform(-1, 1));
  const labels = Uint8Array.from({ length: ROWS }, () => random.integer(CLASSES));

  const trainer = new Trainer(await loadKernels(), model.network, {
    batchSize: ROWS,
    kind: 'numbers',
    rule: new Adam().rule,
    loss: new SparseCategoricalCrossentropy().rule,
  });
  const order = Int32Array.from({ length: ROWS }, (_, i) => i);
  /** The loss as training computes it, which for some layers is another than that of `evaluate`. */
  const lossNow = (): number => {
    trainer.loadWeights(model.getWeights());
    trainer.step(images, labels, order, { stepSize: 0, seed: 1 });
    return trainer.takeProgress().loss / ROWS;
  };
  lossNow();
  const gradients = model.network.graph.parameters.map((parameter) => trainer.gradient(parameter).slice());

  for (const [index, weight] of model.weights.entries()) {
    if (!weight.trainable) continue;
    const gradient = Float64Array.from(gradients[index]);
    const length = Math.hypot(...gradient);
    const alongGradient = gradient.map((g) => g / (length || 1));
    const anywhere = gradient.map(() => random.uniform(-1, 1) / Math.sqrt(gradient.length));
    for (const direction of [alongGradient, anywhere]) {
      const expected = gradient.reduce((sum, g, i) => sum + g * direction[i], 0);
      const measured = slope(weight.values, direction, lossNow);
      expect(Math.abs(measured - expected), `${weight.name} of layer with weight ${index}`).toBeLessThanOrEqual(
        3e-3 * length + 5e-4,
      );
    }
  }
}

/** Change of the loss per step along a direction, by central differences small enough to stay between kinks. */
function slope(values: Float32Array, direction: Float64Array, lossNow: () => number): number {
  const step = 1e-3;
  const original = values.slice();
  const lossAt = (shift: number): number => {
    values.set(original.map((value, i) => value + shift * direction[i]));
    return lossNow();
  };
  const [above, below] = [lossAt(step), lossAt(-step)];
  values.set(original);
  return (above - below) / (2 * step);
}
