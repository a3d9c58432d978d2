import { parseIdx } from 'inkling';

/** The images and the labels of a data set, as IDX files. */
export interface IdxPair {
  readonly name: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Finds the two files of training data among those that were dropped, by what is in them; where there are several of a kind, as
 * in MNIST's folder, those that say `train`.
 *
 * @throws Error with a sentence where they are not there
 */
export function pairIdx(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): IdxPair {
  const parsed = files.map((file) => ({ ...file, dimensions: parseIdx(file.bytes, file.name).dimensions.length }));
  const find = (dimensions: number) => {
    const all = parsed.filter((file) => file.dimensions === dimensions);
    return all.find(({ name }) => name.includes('train')) ?? all[0];
  };
  const [images, labels] = [find(3), find(1)];
  if (!images || !labels) {
    throw new Error(
      'Drop two files together: the images and the labels, as MNIST has them (…-images-idx3-ubyte and …-labels-idx1-ubyte, gzipped or not).',
    );
  }
  return { name: images.name, images: images.bytes, labels: labels.bytes };
}
