// What check.mjs and check.py tell each other about a model: a folder for each, with
//   model.h5          the file to be proven
//   facts.json        { compiled, iterations, learningRate, hasNext, optimizer and loss as { className, config } }
//   weights.bin       all weights in the order of get_weights, then the optimizer's arrays: float32, little-endian
//   predictions.bin   [1000, 10] float32, for images.bin of the folder above
//   next.bin          all weights after one more step, on the first 64 of them
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A model's file and, read off the model itself, what the other side must find in it. */
export async function writeExchange(folder, bytes, model, predictions, next) {
  const { compiled } = model;
  const facts = {
    compiled: compiled !== undefined,
    iterations: compiled?.optimizer.iterations ?? 0,
    learningRate: compiled?.optimizer.learningRate ?? 0,
    hasNext: next !== undefined,
    ...(compiled && { optimizer: describe(compiled.optimizer), loss: describe(compiled.loss) }),
  };
  await writeFile(join(folder, 'model.h5'), bytes);
  await writeFile(join(folder, 'facts.json'), JSON.stringify(facts));
  await writeFile(join(folder, 'weights.bin'), joined([...model.getWeights(), ...slotsOf(model)]));
  await writeFile(join(folder, 'predictions.bin'), joined([predictions]));
  if (next) await writeFile(join(folder, 'next.bin'), joined(next));
}

/** The class of an optimizer or loss and its settings in Keras's words; its name is chance. */
export function describe(object) {
  const { name, ...config } = object.getConfig();
  return { className: object.className, config };
}

/** The arrays of a model's optimizer in Keras's order. */
export function slotsOf(model) {
  const { optimizer } = model.compiled ?? {};
  if (!optimizer || optimizer.iterations === 0) return [];
  const state = optimizer.state(model.trainableWeights);
  return optimizer.slotGroups.flatMap((group) => state.flatMap((arrays) => group.map((name) => arrays[name])));
}

/** The numbers of a file, all in one array. */
export async function readNumbers(folder, name) {
  const bytes = new Uint8Array(await readFile(join(folder, name)));
  return new Float32Array(bytes.buffer);
}

export function joined(arrays) {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** The largest |a − b|; infinite where the lengths differ or a number is none. */
export function largestDifference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => {
    const difference = Math.abs(value - b[i]);
    return difference >= 0 ? Math.max(most, difference) : Number.POSITIVE_INFINITY;
  }, 0);
}
