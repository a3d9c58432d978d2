import { InklingError } from '../../errors.js';
import { Sequential } from '../../model/sequential.js';
import { type Hdf5Group, openHdf5 } from '../hdf5/reader.js';
import { getText } from './attributeLists.js';
import { type InklingRecord, readRecord, readStatistics } from './inklingRecord.js';
import { checkSavedShapes, readLayerWeights, savedLayers } from './layerWeights.js';
import { notKeras, parseModelConfig } from './modelConfig.js';
import { createLayers, whatCanBeBuilt, withInputShapes } from './networkSizes.js';
import { readOptimizerState } from './optimizerState.js';
import { parseTrainingConfig } from './trainingConfig.js';

/**
 * All that a file holds.
 *
 * @example
 * const { model, notes }: KerasH5File = await loadKerasH5File(h5);
 */
export interface KerasH5File {
  readonly model: Sequential;
  /** What Inkling noted when it saved the model. */
  readonly record: InklingRecord | undefined;
  /** The bytes of its confidence statistics, for `statisticsFromBytes`, if it has any. */
  readonly statistics: Uint8Array | undefined;
  /** What of the file could not be taken over, in sentences; the model predicts as it should in any case. */
  readonly notes: readonly string[];
}

/**
 * The model in the bytes of an `.h5` file that Inkling, Keras 3 or tf.keras 2 saved. Where the file says how it was
 * trained, the model is compiled and training goes on from there.
 * @throws InklingError `model/not-hdf5`, `model/not-keras`, `model/unsupported`, `model/not-finite`
 * @example
 * const again = await loadKerasH5(h5);
 */
export async function loadKerasH5(bytes: Uint8Array): Promise<Sequential> {
  return (await loadKerasH5File(bytes)).model;
}

/**
 * The same, with what Inkling noted about the model and what could not be taken over.
 *
 * @example
 * const { model, record, notes } = await loadKerasH5File(h5);
 */
export async function loadKerasH5File(bytes: Uint8Array): Promise<KerasH5File> {
  const root = openHdf5(bytes);
  const modelConfig = getText(root, 'model_config');
  if (modelConfig === undefined) throw withoutArchitecture(root);
  const weights = root.group('model_weights');
  if (!weights) throw notKeras('it holds an architecture and no weights');

  const config = parseModelConfig(modelConfig);
  const layers = createLayers(config);
  const saved = savedLayers(weights);
  checkSavedShapes(saved, withInputShapes(layers), bytes.length);
  const model = whatCanBeBuilt(() => new Sequential(layers, { name: config.name, initialize: false }));
  readLayerWeights(saved, model.layers);
  return { model, record: readRecord(root), statistics: readStatistics(root), notes: restoreTraining(root, model) };
}

function withoutArchitecture(root: Hdf5Group): InklingError {
  const holdsWeights = root.attribute('layer_names') ?? root.attribute('layer_names0') ?? root.group('layers');
  if (!holdsWeights) return notKeras('this HDF5 file holds something else');
  return new InklingError(
    'model/unsupported',
    "The file holds weights only, without the architecture that they belong to. Save the whole model with Keras's model.save('model.h5') instead of save_weights.",
  );
}

/** Compiles the model as the file says; returns what could not be taken over. */
function restoreTraining(root: Hdf5Group, model: Sequential): string[] {
  const json = getText(root, 'training_config');
  if (json === undefined) return [];
  const training = parseTrainingConfig(json);
  if ('problem' in training) {
    return [`The model predicts, but it must be compiled anew before it is trained: ${training.problem}.`];
  }
  model.compile(training.options);
  const state = root.group('optimizer_weights');
  if (!state || readOptimizerState(state, model, training.options.optimizer)) return [];
  return ['The state of the optimizer does not fit the model: training would begin with a fresh one.'];
}
