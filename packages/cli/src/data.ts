import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  labeledDigitsIn,
  loadEmbedded,
  loadMnistFolder,
  type MnistPart,
  type PicturesProgress,
  readLabeledDigits,
} from '@inkling/node';
import { InklingError, type LabeledImages } from 'inkling';

/** Which data are meant: what was given, else `INKLING_DATA`, else the embedded digits. */
export function dataPlace(given: string | undefined): string {
  return given ?? (process.env.INKLING_DATA || 'embedded');
}

/**
 * Loads labelled digits of 28×28 px from a folder of IDX files, or the embedded ones.
 *
 * @throws InklingError `data/missing`, `data/invalid`
 */
export async function loadData(place: string, part: MnistPart): Promise<LabeledImages> {
  const data = place === 'embedded' ? await loadEmbedded() : await loadMnistFolder(place, part);
  if (data.width === 28 && data.height === 28) return data;
  const size = `${data.width} × ${data.height}`;
  throw new InklingError('data/invalid', `${data.name}: images must be 28 × 28 px, as MNIST's are. These are ${size}.`);
}

/**
 * Loads what can be trained on: the same, or pictures of any size in folders named by their label (`DIR/0` to `DIR/9`).
 *
 * @throws InklingError `data/missing`, `data/invalid`
 */
export async function loadTrainingData(
  place: string,
  onProgress: (progress: PicturesProgress) => void,
): Promise<LabeledImages> {
  try {
    return await loadData(place, 'train');
  } catch (cause) {
    const holdsNoIdx = cause instanceof InklingError && cause.code === 'data/missing';
    const pictures = holdsNoIdx ? await labeledDigitsIn(place) : [];
    if (pictures.length === 0) throw holdsNoIdx && existsSync(place) ? orPictures(cause) : cause;
    return readLabeledDigits(pictures, place, onProgress);
  }
}

/** What data from a place are called without its path: a model tells it to everybody, and where its data lay is nobody's business. */
export function nameWithoutPath({ name }: LabeledImages, place: string): string {
  return name.startsWith(place) ? basename(resolve(place)) + name.slice(place.length) : name;
}

function orPictures(cause: InklingError): InklingError {
  const found = 'Pictures of digits would do as well, in folders named 0 to 9 or listed in labels.csv: it holds none.';
  return new InklingError('data/missing', `${cause.message} ${found}`, { cause });
}
