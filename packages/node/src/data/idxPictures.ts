import { join } from 'node:path';
import { InklingError, type Pixels, parseIdx } from 'inkling';
import { findIdx, readIdxFile } from './idxFiles.js';
import type { LabeledPicture } from './labeledPictures.js';

/** MNIST's test pair comes before its training pair; most data sets have neither prefix. */
const prefixes = ['t10k-', '', 'train-'];

/**
 * The images of a folder's IDX file, of any size, as pictures: white ink on black. Labels are optional.
 *
 * @param names What the folder holds.
 * @returns nothing where there is no file of images
 * @throws InklingError `data/invalid` where a file does not hold what its name says
 */
export async function idxPictures(folder: string, names: readonly string[]): Promise<LabeledPicture[] | undefined> {
  const prefix = prefixes.find((start) => findIdx(names, `${start}images`, 'idx3-ubyte') !== undefined);
  const file = prefix === undefined ? undefined : findIdx(names, `${prefix}images`, 'idx3-ubyte');
  if (file === undefined) return undefined;
  const path = join(folder, file);
  const { dimensions, values } = parseIdx(await readIdxFile(path), path);
  const labels = await labelsOf(folder, findIdx(names, `${prefix}labels`, 'idx1-ubyte'));
  const [count, height = 0, width = 0] = dimensions;
  if (dimensions.length !== 3 || height === 0 || width === 0 || (labels && labels.length !== count)) {
    const shape = `${dimensions.join(' × ')} bytes${labels ? ` and ${labels.length} labels` : ''}`;
    throw new InklingError(
      'data/invalid',
      `${path}: expected images (count × height × width) and, if there are labels, one for each. Received ${shape}. Give the files of one data set.`,
    );
  }
  const size = height * width;
  return Array.from({ length: count }, (_, i) => {
    const label = labels && String(labels[i]);
    return {
      name: `${path}#${i}`,
      ...(label !== undefined && { label }),
      columns: label === undefined ? {} : { label },
      decode: async () => grayPixels(width, height, values.subarray(i * size, (i + 1) * size)),
    };
  });
}

async function labelsOf(folder: string, file: string | undefined): Promise<Uint8Array | undefined> {
  if (file === undefined) return undefined;
  const path = join(folder, file);
  return parseIdx(await readIdxFile(path), path).values;
}

function grayPixels(width: number, height: number, gray: Uint8Array): Pixels {
  const data = new Uint8Array(gray.length * 4).fill(255);
  for (let i = 0; i < gray.length; i++) data.fill(gray[i], 4 * i, 4 * i + 3);
  return { width, height, data };
}
