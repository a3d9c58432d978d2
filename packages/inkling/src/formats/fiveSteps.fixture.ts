import { readFileSync } from 'node:fs';
import { Activation, Conv2D, Dense, Dropout, Flatten, InputLayer, MaxPooling2D } from '../layers/index.js';
import { Sequential } from '../model/index.js';

/** Five training steps by real Keras; `scripts/keras/goldens.py` made them and says what is in the files. */
interface FiveSteps {
  readonly keras: string;
  readonly steps: number;
  readonly batch: number;
  readonly weightSizes: readonly number[];
  readonly losses: readonly number[];
}

const SIZE = 28 * 28;

function goldenFile(name: string): Buffer<ArrayBuffer> {
  return readFileSync(new URL(`../../goldens/keras/${name}`, import.meta.url));
}

/** The model that Keras saved after the five steps. */
export function kerasSavedModel(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(goldenFile('fiveSteps.h5'));
}

export function fiveSteps() {
  const golden: FiveSteps = JSON.parse(goldenFile('fiveSteps.json').toString());
  const { steps, batch, weightSizes } = golden;
  const bytes = new Uint8Array(goldenFile('fiveSteps.bin')).buffer;
  const images = new Uint8Array(bytes, 0, steps * batch * SIZE);
  const labels = new Uint8Array(bytes, images.length, steps * batch);
  const numbers = new Float32Array(bytes.slice(images.length + labels.length));
  let start = 0;
  const take = (length: number) => {
    start += length;
    return numbers.subarray(start - length, start);
  };
  const allWeights = () => weightSizes.map(take);
  return {
    ...golden,
    /** The samples of one step, from 0. */
    batchOf: (step: number) => ({
      images: images.subarray(step * batch * SIZE, (step + 1) * batch * SIZE),
      labels: labels.subarray(step * batch, (step + 1) * batch),
    }),
    initial: allWeights(),
    gradients: Array.from({ length: steps }, allWeights),
    final: allWeights(),
    /** After a sixth step, on the first batch again. */
    sixth: allWeights(),
    /** For the first batch, after five steps: `[batch, 10]`. */
    predictions: take(batch * 10),
  };
}

/** The network of the golden run, with weights of its own. */
export function goldenNetwork(): Sequential {
  const layers = [
    new InputLayer({ shape: [28, 28, 1] }),
    new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dropout({ rate: 0 }),
    new Dense({ units: 16, activation: 'relu' }),
    new Dense({ units: 10 }),
    new Activation({ activation: 'softmax' }),
  ];
  return new Sequential(layers, { name: 'golden' });
}
