// What check.mjs and check.py tell each other about a model: a folder for each, with
//   model.h5          the file to be proven
//   facts.json        { compiled, iterations, learningRate, fromLogits, hasNext }
//   weights.bin       all weights in the order of get_weights, then the optimizer's arrays: float32, little-endian
//   predictions.bin   [1000, 10] float32, for images.bin of the folder above
//   next.bin          all weights after one more step, on the first 64 of them
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A model's file and, read off the model itself, what the other side must find in it. */
export async function writeExchange(folder, bytes, model, predictions, next) {
  const { compiled } = model;
  const trainable = model.weights.filter((weight) => weight.trainable);
  const state = compiled && compiled.optimizer.iterations > 0 ? compiled.optimizer.state(trainable) : [];
  const slots = state.flatMap((arrays) => compiled.optimizer.slotNames.map((name) => arrays[name]));
  const facts = {
    compiled: compiled !== undefined,
    iterations: compiled?.optimizer.iterations ?? 0,
    learningRate: compiled?.optimizer.learningRate ?? 0,
    fromLogits: compiled?.loss.fromLogits ?? false,
    hasNext: next !== undefined,
  };
  await writeFile(join(folder, 'model.h5'), bytes);
  await writeFile(join(folder, 'facts.json'), JSON.stringify(facts));
  await writeFile(join(folder, 'weights.bin'), joined([...model.getWeights(), ...slots]));
  await writeFile(join(folder, 'predictions.bin'), joined([predictions]));
  if (next) await writeFile(join(folder, 'next.bin'), joined(next));
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
