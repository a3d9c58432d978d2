import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfidenceStatistics, InklingError, type Sequential, statisticsFromBytes } from 'inkling';
import { type InklingRecord, loadCompactModel } from 'inkling/formats';
import { distFolder } from '../distFolder.js';

/**
 * A model that comes along.
 *
 * @example
 * const { model, statistics }: BundledModel = await loadBundled();
 */
export interface BundledModel {
  readonly model: Sequential;
  /** What was noted when it was trained. */
  readonly record: InklingRecord;
  /** What makes its answers honest. */
  readonly statistics: ConfidenceStatistics | undefined;
}

/**
 * The model that comes with this package (models/README.md). `npm run build` makes its float16 file of `models/mnist_model.h5`
 * (scripts/build-bundled.mjs); the weights are the same.
 *
 * @throws InklingError `model/missing` before the first build.
 * @example
 * const { model, statistics } = await loadBundled();
 * const { reading } = await readPicture(model, picture, { statistics });
 */
export async function loadBundled(): Promise<BundledModel> {
  const file = join(distFolder('bundled'), 'model.bin');
  const bytes = await readFile(file).catch((cause: unknown) => {
    const message = `The model that comes with Inkling is not at ${file}. Make it with: npm run build.`;
    throw new InklingError('model/missing', message, { cause });
  });
  const { model, record, statistics } = loadCompactModel(bytes);
  return { model, record, statistics: statistics && statisticsFromBytes(statistics) };
}
