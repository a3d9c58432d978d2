import { Conv2D, Dense, Flatten, InputLayer, type Layer, MaxPooling2D, Sequential } from 'inkling';

export const architectureNames = ['classic', 'lenet5', 'mlp'] as const;
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
};

/** A fresh network of this architecture. */
export function createModel(name: ArchitectureName, seed: number): Sequential {
  return new Sequential([new InputLayer({ shape: [28, 28, 1] }), ...architectures[name]()], { name, seed });
}
