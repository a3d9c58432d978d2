import {
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  InputLayer,
  type Layer,
  MaxPooling2D,
  ReLU,
} from '../layers/index.js';
import { Sequential } from './sequential.js';

/**
 * The networks that come along, each for the ten digits.
 *
 * @example
 * architectureNames.includes('classic'); // true
 */
export const architectureNames = ['classic', 'bn4', 'lenet5', 'mlp', 'bundled'] as const;

/**
 * One of them.
 *
 * @example
 * const name: ArchitectureName = 'classic';
 */
export type ArchitectureName = (typeof architectureNames)[number];

/** The layers of each architecture, behind an input of 28×28 grey pixels. */
const architectures: Readonly<Record<ArchitectureName, () => Layer[]>> = {
  /** Keras's own example for MNIST, with a dense layer before the last. */
  classic: () => [
    new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  /** Four convolutions, each normalised before its ReLU. */
  bn4: () => [
    ...normalisedConvolution(32),
    ...normalisedConvolution(32),
    new MaxPooling2D(),
    ...normalisedConvolution(64),
    ...normalisedConvolution(64),
    new MaxPooling2D(),
    new Flatten(),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  /** After LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition" (1998). */
  lenet5: () => [
    new Conv2D({ filters: 6, kernelSize: 5, padding: 'same', activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 16, kernelSize: 5, activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dense({ units: 120, activation: 'relu' }),
    new Dense({ units: 84, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  mlp: () => [
    new Flatten(),
    new Dense({ units: 512, activation: 'relu' }),
    new Dense({ units: 512, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  /** That of the model that comes along. Normalised after pooling, not before, which costs a quarter. */
  bundled: () => [
    new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
    new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new BatchNormalization(),
    new Conv2D({ filters: 64, kernelSize: 3, padding: 'same', activation: 'relu' }),
    new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new BatchNormalization(),
    new Flatten(),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
};

function normalisedConvolution(filters: number): Layer[] {
  return [new Conv2D({ filters, kernelSize: 3, padding: 'same' }), new BatchNormalization(), new ReLU()];
}

/**
 * A fresh network of an architecture that comes along; `seed` decides its first weights.
 *
 * @example
 * createArchitecture('classic', 1).countParams(); // 225034
 */
export function createArchitecture(name: ArchitectureName, seed: number): Sequential {
  return new Sequential([new InputLayer({ shape: [28, 28, 1] }), ...architectures[name]()], { name, seed });
}
