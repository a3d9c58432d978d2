import type { Sequential } from '../../model/sequential.js';
import { GroupContent } from '../hdf5/content.js';
import { writeHdf5 } from '../hdf5/writer.js';
import { type InklingRecord, writeRecord, writeStatistics } from './inklingRecord.js';
import { writeLayerWeights } from './layerWeights.js';
import { modelConfigOf } from './modelConfig.js';
import { writeOptimizerState } from './optimizerState.js';
import { pythonJson } from './pythonJson.js';
import { trainingConfigOf } from './trainingConfig.js';

/** The version whose files ours are like. */
const KERAS_VERSION = '3.15.1';
const BACKEND = 'tensorflow';

/**
 * What goes into the file beside the model.
 *
 * @example
 * const options: SaveOptions = { includeOptimizer: false };
 */
export interface SaveOptions {
  /** Kept in the file's group `/inkling`, which Keras ignores. */
  readonly record?: InklingRecord | undefined;
  /** Confidence statistics as `statisticsToBytes` has them; kept in the same group. */
  readonly statistics?: Uint8Array | undefined;
  /** Whether the file says how the model is compiled and keeps the optimizer's state; true by default, as in Keras. */
  readonly includeOptimizer?: boolean;
}

/**
 * A model as the bytes of an `.h5` file that Keras opens with `load_model`: architecture, weights and, where it is
 * compiled, optimizer, loss and metrics. The same model gives the same bytes.
 * @throws InklingError `model/not-finite` rather than keep a model that is broken.
 * @example
 * const bytes = await saveKerasH5(model);
 */
export async function saveKerasH5(
  model: Sequential,
  { record, statistics, includeOptimizer = true }: SaveOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const root = new GroupContent();
  writeVersions(root);
  root.setText('model_config', pythonJson(modelConfigOf(model.getConfig(), model.inputShape)));
  const weights = root.group('model_weights');
  writeVersions(weights);
  writeLayerWeights(weights, model);
  if (model.compiled && includeOptimizer) {
    root.setText('training_config', pythonJson(trainingConfigOf(model.compiled)));
    writeOptimizerState(root.group('optimizer_weights'), model, model.compiled.optimizer);
  }
  if (record) writeRecord(root, record);
  if (statistics) writeStatistics(root, statistics);
  return writeHdf5(root);
}

function writeVersions(group: GroupContent): void {
  group.setText('keras_version', KERAS_VERSION);
  group.setText('backend', BACKEND);
}
