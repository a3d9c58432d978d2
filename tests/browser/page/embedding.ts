/**
 * A program that embeds the library, the same in Node and in a page: what it answers must be the same, too.
 * What goes in and comes out is text and numbers, so that it may cross from one to the other; bytes are in base64.
 */
import {
  Adam,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  InputLayer,
  type LabeledImages,
  MaxPooling2D,
  normalizeDigit,
  type PictureReading,
  predictSoftmax,
  Random,
  readPicture,
  Sequential,
  SparseCategoricalCrossentropy,
  statisticsFromBytes,
} from 'inkling';
import { loadCompactModel, loadKerasH5, saveKerasH5 } from 'inkling/formats';

/** `count` pictures of 28×28: noise, with a bright bar whose place is the label. */
function bars(count: number): LabeledImages {
  const random = new Random(7);
  const labels = Uint8Array.from({ length: count }, () => random.integer(10));
  const images = Uint8Array.from({ length: count * 784 }, (_, i) => {
    const row = Math.floor((i % 784) / 28);
    return row === 4 + 2 * labels[Math.floor(i / 784)] ? 155 + random.integer(100) : random.integer(100);
  });
  return { name: 'bars', count, height: 28, width: 28, images, labels };
}

/** Trains six epochs: the loss of each, and the file that keeps the network. */
export async function train(): Promise<{ losses: readonly number[]; h5: string }> {
  const model = new Sequential([
    new InputLayer({ shape: [28, 28, 1] }),
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: new Adam({ learningRate: 0.01 }), loss: new SparseCategoricalCrossentropy() });
  const losses: number[] = [];
  await model.fit(bars(320), { epochs: 6, callbacks: [{ onEpochEnd: ({ loss }) => void losses.push(loss) }] });
  return { losses, h5: toBase64(await saveKerasH5(model)) };
}

/** The softmax of ten pictures, all numbers in a row. */
export async function predict(h5: string): Promise<readonly number[]> {
  const model = await loadKerasH5(fromBase64(h5));
  return (await predictSoftmax(model, bars(10).images)).flat();
}

/** The 28×28 of a picture, and what was done to it. */
export function normalize(width: number, height: number, rgba: string): { pixels: string; steps: readonly string[] } {
  const { pixels, stages } = normalizeDigit({ width, height, data: fromBase64(rgba) });
  return { pixels: toBase64(pixels), steps: stages.map(({ name, sentence }) => `${name}: ${sentence}`) };
}

/** All that is said of a picture by a model in the compact form, its statistics included. */
export async function read(compact: string, width: number, height: number, rgba: string): Promise<PictureReading> {
  const { model, statistics } = loadCompactModel(fromBase64(compact));
  if (!statistics) throw new Error('the model is not calibrated');
  const picture = { width, height, data: fromBase64(rgba) };
  return (await readPicture(model, picture, { statistics: statisticsFromBytes(statistics) })).reading;
}

export function toBase64(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
