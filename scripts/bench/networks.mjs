// The networks of `inkling train --architecture`, for measurements: built alike in peers/keras_peer.py.
import {
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  InputLayer,
  MaxPooling2D,
  ReLU,
  Sequential,
} from '../../packages/inkling/dist/index.js';

const dense = (units) => new Dense({ units, activation: 'relu' });
const output = () => new Dense({ units: 10, activation: 'softmax' });
const convolution = (filters, kernelSize, padding = 'valid') =>
  new Conv2D({ filters, kernelSize, padding, activation: 'relu' });
const normalised = (filters) => [
  new Conv2D({ filters, kernelSize: 3, padding: 'same' }),
  new BatchNormalization(),
  new ReLU(),
];

const layers = {
  classic: () => [
    ...[convolution(32, 3), new MaxPooling2D(), convolution(64, 3), new MaxPooling2D()],
    ...[new Flatten(), dense(128), output()],
  ],
  bn4: () => [
    ...[...normalised(32), ...normalised(32), new MaxPooling2D()],
    ...[...normalised(64), ...normalised(64), new MaxPooling2D()],
    ...[new Flatten(), dense(128), output()],
  ],
  lenet5: () => [
    ...[convolution(6, 5, 'same'), new MaxPooling2D(), convolution(16, 5), new MaxPooling2D()],
    ...[new Flatten(), dense(120), dense(84), output()],
  ],
  mlp: () => [new Flatten(), dense(512), dense(512), output()],
};

export const networkNames = Object.keys(layers);

export function createNetwork(name) {
  return new Sequential([new InputLayer({ shape: [28, 28, 1] }), ...layers[name]()], { name });
}
