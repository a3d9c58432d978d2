import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InklingError, idxImages, type LabeledImages } from 'inkling';
import { findIdx, readIdxFile } from './idxFiles.js';

/**
 * The training images, or those that training never sees.
 *
 * @example
 * const part: MnistPart = 'test';
 */
export type MnistPart = 'train' | 'test';

/** How MNIST's files begin. A data set in one piece has neither `train` nor `t10k`. */
const prefixes: Readonly<Record<MnistPart, readonly string[]>> = { train: ['train-', ''], test: ['t10k-', ''] };

/**
 * Reads a pair of IDX files from a folder: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte` (or `t10k-…` for the
 * test set), plain or `.gz`. A folder with just `images-idx3-ubyte` and `labels-idx1-ubyte` is taken for either part.
 *
 * @throws InklingError `data/missing` where folder or files are missing, `data/invalid` where they do not hold digits.
 * @example
 * // not run: MNIST's files are not here
 * const { count } = await loadMnistFolder('mnist', 'test');
 */
export async function loadMnistFolder(folder: string, part: MnistPart): Promise<LabeledImages> {
  const names = await listFolder(folder);
  for (const prefix of prefixes[part]) {
    const images = findIdx(names, `${prefix}images`, 'idx3-ubyte');
    const labels = findIdx(names, `${prefix}labels`, 'idx1-ubyte');
    if (images === undefined || labels === undefined) continue;
    const [imagesBytes, labelsBytes] = await Promise.all([
      readIdxFile(join(folder, images)),
      readIdxFile(join(folder, labels)),
    ]);
    return idxImages(imagesBytes, labelsBytes, nameOf(folder, prefix));
  }
  const wanted = `${prefixes[part][0]}images-idx3-ubyte and ${prefixes[part][0]}labels-idx1-ubyte`;
  const found =
    names.length === 0 ? 'It is empty' : `It holds ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;
  throw new InklingError(
    'data/missing',
    `The folder ${folder} does not hold MNIST's files ${wanted} (or the same with .gz). ${found}. Name the folder that does.`,
  );
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const problem =
      code === 'ENOTDIR' ? 'is a file, not a folder' : code === 'ENOENT' ? 'does not exist' : String(cause);
    const advice = "Name the folder with MNIST's files, or leave --data out for the 10,000 embedded digits.";
    throw new InklingError('data/missing', `The data folder ${folder} ${problem}. ${advice}`, { cause });
  }
}

function nameOf(folder: string, prefix: string): string {
  return prefix === 'train-' ? `${folder} (train)` : prefix === 't10k-' ? `${folder} (test)` : folder;
}
