import { loadBundled, modelFile, readInput } from '@inkling/node';
import { type ConfidenceStatistics, checkDigitModel, type Sequential, statisticsFromBytes } from 'inkling';
import { type InklingRecord, type KerasH5File, loadKerasH5File } from 'inkling/formats';
import { withPath } from './withPath.js';

/** What `--model` is unless it is given: the model that comes along, never a file that happens to lie about. */
export const BUNDLED = 'bundled';

export interface LoadedModel {
  readonly model: Sequential;
  readonly record: InklingRecord | undefined;
  /** What makes its answers honest; none where nobody fitted it. */
  readonly statistics: ConfidenceStatistics | undefined;
  /** What of the file could not be taken over, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Loads a model of the ten digits.
 *
 * @param path Of an `.h5` file, or `bundled`.
 * @throws InklingError `model/…`
 */
export async function loadDigitModel(path: string): Promise<LoadedModel> {
  const file = await loadModel(path);
  try {
    checkDigitModel(file.model);
  } catch (cause) {
    throw withPath(path, cause);
  }
  return file;
}

/** Loads any model that Inkling can build. */
export async function loadModel(path: string): Promise<LoadedModel> {
  if (path === BUNDLED) return { ...(await loadBundled()), notes: [] };
  const { statistics, ...file } = await readModelFile(path);
  try {
    return { ...file, statistics: statistics && statisticsFromBytes(statistics) };
  } catch (cause) {
    throw withPath(path, cause);
  }
}

/** Loads a file with any model that Inkling can build; its statistics stay bytes, which may be damaged. */
export async function readModelFile(path: string): Promise<KerasH5File> {
  const bytes = await readInput(path, modelFile);
  return loadKerasH5File(bytes).catch((cause: unknown) => {
    throw withPath(path, cause);
  });
}
