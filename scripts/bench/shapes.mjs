// Convolutions of other shapes than the networks of `inkling train` have, forward and back: larger kernels, strides, many channels,
// BatchNormalization before and behind pooling.
import { Trainer } from '../../packages/inkling/dist/engine/trainer.js';
import {
  Adam,
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  InputLayer,
  loadKernels,
  MaxPooling2D,
  Random,
  ReLU,
  Sequential,
  SparseCategoricalCrossentropy,
} from '../../packages/inkling/dist/index.js';
import { profile } from './profile.mjs';

const BATCH = 32;

const conv = (filters, kernelSize, options = {}) => new Conv2D({ filters, kernelSize, ...options });
/** Name, shape of the input, layers. The convolution that is meant has an input that needs a gradient, so another one goes before. */
const shapes = [
  ['5×5', [16, 16, 16], [conv(32, 5)]],
  ['5×5, same', [14, 14, 32], [conv(64, 5, { padding: 'same' })]],
  ['3×3, strided', [28, 28, 32], [conv(64, 3, { strides: 2, padding: 'same' })]],
  ['1×1, many channels', [7, 7, 256], [conv(256, 1)]],
  ['3×3, many channels', [7, 7, 256], [conv(256, 3, { padding: 'same' })]],
  ['5×5, pooled', [14, 14, 32], [conv(64, 5, { activation: 'relu' }), new MaxPooling2D()]],
  ['BatchNormalization, pooled', [14, 14, 32], [conv(64, 5), new BatchNormalization(), new ReLU(), new MaxPooling2D()]],
  [
    'pooled, BatchNormalization',
    [14, 14, 32],
    [conv(64, 5, { activation: 'relu' }), new MaxPooling2D(), new BatchNormalization()],
  ],
];

/** @returns For each shape its name and the rows of `profile` that are of its convolution. */
export async function profileShapes() {
  const results = [];
  for (const [name, shape, layers] of shapes) {
    const model = new Sequential([
      ...[new InputLayer({ shape }), conv(shape[2], 1), ...layers],
      ...[new Flatten(), new Dense({ units: 10, activation: 'softmax' })],
    ]);
    model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() });
    const { optimizer, loss } = model.compiled;
    const options = { batchSize: BATCH, kind: 'numbers', rule: optimizer.rule, loss: loss.rule };
    const trainer = new Trainer(await loadKernels(), model.network, options);
    trainer.loadWeights(model.getWeights());
    const random = new Random(1);
    const x = Float32Array.from({ length: BATCH * model.network.input.size }, () => random.uniform() - 0.5);
    const labels = Uint8Array.from({ length: BATCH }, (_, i) => i % 10);
    const indices = Int32Array.from(labels, (_, i) => i);
    const train = (before) => {
      for (let i = 0; i < 10; i++) {
        before();
        trainer.step(x, labels, indices, { ...optimizer.scalars(), seed: i });
        optimizer.iterations++;
      }
    };
    train(() => undefined);
    // Winograd's gradient of x is a convolution from filters to channels.
    const { filters, kernel_size: size } = layers[0].getConfig();
    const sizes = [`${shape.join('×')} ∗ ${size.join('×')} → ${filters}`, `∗ ${size.join('×')} → ${shape[2]}`];
    const isMeant = ({ about }) => about === sizes[0] || (about.endsWith(sizes[1]) && size[0] > 1);
    const rows = profile(trainer, BATCH, train).filter((row) => row.gflops !== null && isMeant(row));
    results.push({ name, rows });
  }
  return results;
}
