import { modelFile, readInput } from '@inkling/node';
import { checkDigitModel, InklingError } from 'inkling';
import { type KerasH5File, loadKerasH5File } from 'inkling/formats';
import { withPath } from './withPath.js';

/**
 * Loads a model of the ten digits.
 *
 * @param path `undefined` or `bundled` for the model that comes with Inkling.
 * @throws InklingError `model/none-yet` as long as none comes with it, or with any other code of `model/…`
 */
export async function loadDigitModel(path: string | undefined): Promise<KerasH5File> {
  const file = await loadModel(path);
  try {
    checkDigitModel(file.model);
  } catch (cause) {
    throw withPath(path, cause);
  }
  return file;
}

/** Loads any model that Inkling can build. */
export async function loadModel(path: string | undefined): Promise<KerasH5File> {
  if (path === undefined || path === 'bundled') {
    throw new InklingError('model/none-yet', 'no model yet: run inkling train, then --model mnist_model.h5');
  }
  const bytes = await readInput(path, modelFile);
  try {
    return await loadKerasH5File(bytes);
  } catch (cause) {
    throw withPath(path, cause);
  }
}
