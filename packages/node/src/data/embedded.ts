import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InklingError, idxImages, type LabeledImages } from 'inkling';
import { distFolder } from '../distFolder.js';

/**
 * MNIST's first 10,000 training images, which come with this package: no network, no folder. `npm run build` writes them
 * into `dist/embedded` (scripts/build-embedded.mjs), so that nobody has to parse 40 MB of JSON at each start.
 *
 * @throws InklingError `data/missing` before the first build.
 * @example
 * (await loadEmbedded()).count; // 10000
 */
export async function loadEmbedded(): Promise<LabeledImages> {
  const folder = distFolder('embedded');
  try {
    const [images, labels] = await Promise.all([
      readFile(join(folder, 'images-idx3-ubyte')),
      readFile(join(folder, 'labels-idx1-ubyte')),
    ]);
    return idxImages(images, labels, 'embedded');
  } catch (cause) {
    if (cause instanceof InklingError) throw cause;
    const message = `The embedded digits are not in ${folder}. Make them with: npm run build.`;
    throw new InklingError('data/missing', message, { cause });
  }
}
