import { loadBundled, modelFile, readInput } from '@inkling/node';
import { checkDigitModel } from 'inkling';
import { type KerasH5File, loadKerasH5File } from 'inkling/formats';
import { withPath } from './withPath.js';

/** What `--model` is unless it is given: the model that comes along, never a file that happens to lie about. */
export const BUNDLED = 'bundled';

/**
 * Loads a model of the ten digits.
 *
 * @param path Of an `.h5` file, or `bundled`.
 * @throws InklingError `model/…`
 */
export async function loadDigitModel(path: string): Promise<KerasH5File> {
  const file = await loadModel(path);
  try {
    checkDigitModel(file.model);
  } catch (cause) {
    throw withPath(path, cause);
  }
  return file;
}

/** Loads any model that Inkling can build. */
export async function loadModel(path: string): Promise<KerasH5File> {
  if (path === BUNDLED) return { ...(await loadBundled()), notes: [] };
  const bytes = await readInput(path, modelFile);
  try {
    return await loadKerasH5File(bytes);
  } catch (cause) {
    throw withPath(path, cause);
  }
}
