import { architectureFile, readInput } from '@inkling/node';
import {
  BatchNormalization,
  Conv2D,
  checkDigitModel,
  Dense,
  Flatten,
  InputLayer,
  type Layer,
  MaxPooling2D,
  ReLU,
  Sequential,
} from 'inkling';
import { modelFromJson } from 'inkling/formats';
import { InvalidValue } from './optionParsers.js';
import { withPath } from './withPath.js';

export const architectureNames = ['classic', 'bn4', 'lenet5', 'mlp', 'bundled'] as const;
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

/** One of the architectures by name, or the path of a file `….json` that describes one. */
export type Architecture = ArchitectureName | `${string}.json`;

/** Parses `--architecture`, for commander. */
export function parseArchitecture(text: string): Architecture {
  const name = architectureNames.find((known) => known === text);
  if (name) return name;
  if (isFile(text)) return text;
  throw new InvalidValue(`Allowed choices are ${architectureNames.join(', ')}, or a file NAME.json.`);
}

function isFile(text: string): text is `${string}.json` {
  return text.endsWith('.json');
}

/**
 * A fresh network of an architecture for the ten digits.
 *
 * @throws InklingError `architecture/missing`, `architecture/invalid`, `model/unsupported`, `model/wrong-input`
 */
export async function createNetwork(architecture: Architecture, seed: number): Promise<Sequential> {
  if (!isFile(architecture)) return createModel(architecture, seed);
  const json = new TextDecoder().decode(await readInput(architecture, architectureFile));
  try {
    const model = modelFromJson(json, { seed });
    checkDigitModel(model);
    return model;
  } catch (cause) {
    throw withPath(architecture, cause);
  }
}

/** A fresh network of an architecture that comes along. */
export function createModel(name: ArchitectureName, seed: number): Sequential {
  return new Sequential([new InputLayer({ shape: [28, 28, 1] }), ...architectures[name]()], { name, seed });
}
