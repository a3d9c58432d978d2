import { InklingError } from '../../errors.js';
import type { Layer, Shape, Weight } from '../../layers/index.js';
import { show } from '../../layers/layer.js';
import type { Sequential } from '../../model/sequential.js';
import type { GroupContent } from '../hdf5/content.js';
import type { Hdf5Dataset, Hdf5Group } from '../hdf5/reader.js';
import { areFinite } from './areFinite.js';
import { getNames, setNames } from './attributeLists.js';
import { notKeras } from './modelConfig.js';
import type { SizedLayer } from './networkSizes.js';

/** Writes `layer_names` and, for each layer, `weight_names` and its arrays under Keras 3's paths (`sequential/conv2d/kernel`). */
export function writeLayerWeights(group: GroupContent, model: Sequential): void {
  setNames(
    group,
    'layer_names',
    model.layers.map(({ name }) => name),
  );
  for (const layer of model.layers) {
    const layerGroup = group.group(layer.name);
    const weights = inFileOrder(layer.weights);
    const paths = weights.map((weight) => `${model.name}/${layer.name}/${weight.name}`);
    setNames(layerGroup, 'weight_names', paths);
    weights.forEach((weight, i) => {
      checkFinite(layer.name, weight);
      layerGroup.setDataset(paths[i], weight.shape, weight.values);
    });
  }
  setNames(group.group('top_level_model_weights'), 'weight_names', []);
}

/** A layer's arrays in a file. */
export interface SavedLayer {
  readonly name: string;
  readonly datasets: readonly Hdf5Dataset[];
}

/** The layers that have weights, in the file's order. */
export function savedLayers(group: Hdf5Group): SavedLayer[] {
  const names = getNames(group, 'layer_names');
  if (!names) throw notKeras('it does not list its layers');
  return names.map((name) => savedLayer(group, name)).filter(({ datasets }) => datasets.length > 0);
}

function savedLayer(group: Hdf5Group, name: string): SavedLayer {
  const layerGroup = group.group(name);
  if (!layerGroup) throw notKeras(`its layer "${name}" is missing`);
  const datasets = (getNames(layerGroup, 'weight_names') ?? []).map((path) => {
    const dataset = layerGroup.dataset(path);
    if (!dataset) throw notKeras(`the weight "${path}" of its layer "${name}" is missing`);
    return dataset;
  });
  return { name, datasets };
}

/**
 * Checks, before anything is allocated, that a file of `fileSize` bytes holds what layers of these sizes need: as many
 * arrays, of the same shapes. Layers and arrays are matched in order, as Keras does.
 * @throws InklingError `model/not-keras`
 */
export function checkSavedShapes(saved: readonly SavedLayer[], layers: readonly SizedLayer[], fileSize: number): void {
  const elements = saved.flatMap(({ datasets }) => datasets).reduce((sum, { length }) => sum + length, 0);
  if (elements > fileSize) throw notKeras('its layers share one array');
  const needed = layers
    .map(({ layer, inputShape }) => ({ name: layer.name, shapes: shapesInFile(layer, inputShape) }))
    .filter(({ shapes }) => shapes.length > 0);
  if (needed.length !== saved.length) {
    throw notKeras(`${needed.length} of its layers need weights and ${saved.length} have any`);
  }
  needed.forEach(({ name, shapes }, i) => {
    const found = saved[i].datasets.map(({ shape }) => shape);
    if (describe(found) !== describe(shapes)) {
      throw notKeras(`its layer "${name}" needs weights of ${describe(shapes)} and has ${describe(found)}`);
    }
  });
}

/** Fills the weights of a built model. @throws InklingError `model/not-finite`, naming layer and weight. */
export function readLayerWeights(saved: readonly SavedLayer[], layers: readonly Layer[]): void {
  const weighted = layers.filter(({ weights }) => weights.length > 0);
  saved.forEach(({ datasets }, i) => {
    const layer = weighted[i];
    inFileOrder(layer.weights).forEach((weight, j) => {
      weight.values.set(datasets[j].readFloat32());
      checkFinite(layer.name, weight);
    });
  });
}

function shapesInFile(layer: Layer, inputShape: Shape): Shape[] {
  return inFileOrder(layer.describeWeights(inputShape)).map(({ shape }) => shape);
}

/** Keras's HDF5 files hold what is trained before what is not. */
function inFileOrder<W extends Pick<Weight, 'trainable'>>(weights: readonly W[]): W[] {
  return [...weights.filter(({ trainable }) => trainable), ...weights.filter(({ trainable }) => !trainable)];
}

function checkFinite(layerName: string, { name, values }: Weight): void {
  if (areFinite(values)) return;
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  throw new InklingError(
    'model/not-finite',
    `Weight "${name}" of layer "${layerName}" must hold finite numbers. Element ${wrong} of ${values.length} is ${values[wrong]}. The training that made it went wrong: train again, with a lower learning rate.`,
  );
}

function describe(shapes: readonly Shape[]): string {
  return shapes.map(show).join(' and ') || 'none';
}
