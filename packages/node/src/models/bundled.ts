import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InklingError, type Sequential } from 'inkling';
import { type InklingRecord, loadCompactModel } from 'inkling/formats';

/**
 * The model that comes with this package (models/README.md), and what was noted when it was trained. `npm run build` makes
 * its float16 file of `models/mnist_model.h5` (scripts/build-bundled.mjs); the weights are the same.
 *
 * @throws InklingError `model/missing` before the first build.
 * @example
 * const { model } = await loadBundled();
 * const softmax = await model.predict(pixels28);
 */
export async function loadBundled(): Promise<{ model: Sequential; record: InklingRecord }> {
  // Found by the package's name, since the command line bundles this file to another place.
  const home = dirname(createRequire(import.meta.url).resolve('@inkling/node/package.json'));
  const file = join(home, 'dist', 'bundled', 'model.bin');
  const bytes = await readFile(file).catch((cause: unknown) => {
    const message = `The model that comes with Inkling is not at ${file}. Make it with: npm run build.`;
    throw new InklingError('model/missing', message, { cause });
  });
  return loadCompactModel(bytes);
}
