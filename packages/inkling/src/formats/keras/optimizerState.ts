import type { Weight } from '../../layers/index.js';
import type { Optimizer } from '../../model/compile.js';
import type { Sequential } from '../../model/sequential.js';
import type { GroupContent } from '../hdf5/content.js';
import type { Hdf5Dataset, Hdf5Group } from '../hdf5/reader.js';
import { areFinite } from './areFinite.js';
import { getNames, setNames } from './attributeLists.js';

/**
 * Writes how far an optimizer is: its steps, its learning rate (unless a schedule that Keras knows decides it) and, once
 * it has taken a step, its arrays for each trainable weight (`adam/sequential_conv2d_kernel_momentum`), as Keras 3 names
 * and orders them.
 */
export function writeOptimizerState(group: GroupContent, model: Sequential, optimizer: Optimizer): void {
  const { name: prefix, learning_rate: rate } = optimizer.getConfig();
  const names: string[] = [];
  const put = (name: string, shape: readonly number[], values: Float32Array | BigInt64Array) => {
    names.push(`${prefix}/${name}`);
    group.setDataset(`${prefix}/${name}`, shape, values);
  };
  put('iteration', [], BigInt64Array.of(BigInt(optimizer.iterations)));
  if (typeof rate === 'number') put('learning_rate', [], Float32Array.of(rate));
  if (optimizer.iterations > 0) {
    const state = optimizer.state(model.trainableWeights);
    const weights = withLayerNames(model);
    for (const group of optimizer.slotGroups) {
      for (const [i, { layerName, weight }] of weights.entries()) {
        for (const slot of group) {
          put(`${model.name}_${layerName}_${weight.name}_${slot}`, weight.shape, state[i][slot]);
        }
      }
    }
  }
  setNames(group, 'weight_names', names);
}

/** Restores an optimizer's state; false, and nothing changed, where the file's does not fit the model. */
export function readOptimizerState(group: Hdf5Group, model: Sequential, optimizer: Optimizer): boolean {
  const arrays = (getNames(group, 'weight_names') ?? []).map((name) => ({ name, dataset: group.dataset(name) }));
  const counter = arrays.find(({ name }) => /(^|\/)(iterations?|iter)(:0)?$/.test(name))?.dataset;
  const iterations = counter?.length === 1 ? counter.readNumber() : Number.NaN;
  if (!Number.isSafeInteger(iterations) || iterations < 0) return false;
  if (iterations > 0) {
    const weights = model.trainableWeights;
    const slots = optimizer.slotNames.map((slot, i) => ({ slot, values: slotValues(arrays, slot, i, weights) }));
    if (slots.some(({ values }) => values.length !== weights.length)) return false;
    const state = optimizer.state(weights);
    for (const { slot, values } of slots) {
      values.forEach((array, i) => {
        state[i][slot].set(array);
      });
    }
  }
  optimizer.iterations = iterations;
  return true;
}

interface NamedArray {
  readonly name: string;
  readonly dataset: Hdf5Dataset | undefined;
}

/** How the versions of Keras name what an optimizer keeps: `…_momentum` (3), `Adam/m/…` (2.11 on), `…/m:0` (2.0 on). */
const OLD_SLOT_PATTERNS: Readonly<Record<string, RegExp>> = {
  momentum: /\/m:0$|^[^/]+\/m\//,
  velocity: /\/v:0$|^[^/]+\/v\//,
};
/** Keras on TensorFlow 1 gave them no names: first one array for each weight, then the next (`training/Adam/Variable_7:0`). */
const UNNAMED = /\/Variable(_\d+)?:0$/;

/** The arrays of one slot, one for each weight and finite; none where they do not fit. */
function slotValues(
  arrays: readonly NamedArray[],
  slot: string,
  slotIndex: number,
  weights: readonly Weight[],
): Float32Array[] {
  const unnamed = arrays.filter(({ name }) => UNNAMED.test(name));
  const found =
    unnamed.length > 0
      ? unnamed.slice(slotIndex * weights.length, (slotIndex + 1) * weights.length)
      : arrays.filter(({ name }) => name.endsWith(`_${slot}`) || OLD_SLOT_PATTERNS[slot]?.test(name));
  const datasets = found.flatMap(({ dataset }) => dataset ?? []);
  const fits = weights.every(({ shape }, i) => datasets[i]?.shape.join() === shape.join());
  if (!fits || datasets.length !== weights.length) return [];
  const values = datasets.map((dataset) => dataset.readFloat32());
  return values.every(areFinite) ? values : [];
}

/** The trainable weights of a model, in its order, each with its layer. */
function withLayerNames(model: Sequential): { layerName: string; weight: Weight }[] {
  return model.layers.flatMap(({ name, weights }) =>
    weights.filter(({ trainable }) => trainable).map((weight) => ({ layerName: name, weight })),
  );
}
