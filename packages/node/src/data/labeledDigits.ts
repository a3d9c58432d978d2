import { InklingError, type LabeledImages, normalizeDigit } from 'inkling';
import { type LabeledPicture, listLabeledPictures } from './labeledPictures.js';

/**
 * How many of a folder's pictures have been read.
 *
 * @example
 * const show = ({ done, total }: PicturesProgress) => console.log(`${done} of ${total}`);
 */
export interface PicturesProgress {
  readonly done: number;
  readonly total: number;
}

const side = 28;
/** Pictures that are read from disk and decoded at a time, while one is looked at. */
const ahead = 4;
/** How many faults an error names. */
const shown = 5;

/**
 * The pictures of a folder that show one digit each and say which: those of `labels.csv`, or in folders named `0` to `9`, sorted
 * by label and name; none where there is nothing of that.
 *
 * @throws InklingError `data/invalid` where `labels.csv` cannot be understood.
 * @example
 * const pictures = await labeledDigitsIn('pictures');
 */
export async function labeledDigitsIn(folder: string): Promise<LabeledPicture[]> {
  try {
    return (await listLabeledPictures(folder)).filter(({ label = '' }) => /^[0-9]$/.test(label));
  } catch (cause) {
    if (cause instanceof InklingError && cause.code === 'data/missing') return [];
    throw cause;
  }
}

/**
 * Reads labelled pictures of any size and kind as 28×28 digits, through `normalizeDigit`. They are decoded one behind the
 * other, and only the 784 bytes of each are kept.
 *
 * @param name What these are, for people.
 * @throws InklingError `data/invalid`, naming the pictures that cannot be read or hold no ink.
 * @example
 * const data = await readLabeledDigits(await labeledDigitsIn('pictures'), 'my pictures');
 */
export async function readLabeledDigits(
  pictures: readonly LabeledPicture[],
  name: string,
  onProgress?: (progress: PicturesProgress) => void,
): Promise<LabeledImages> {
  const images = new Uint8Array(pictures.length * side * side);
  const faults: string[] = [];
  const decoding = new Map<number, Promise<Uint8Array>>();
  for (let i = 0; i < pictures.length; i++) {
    for (let next = i; next < Math.min(i + ahead, pictures.length); next++) {
      if (!decoding.has(next)) decoding.set(next, settled(readDigit(pictures[next])));
    }
    try {
      images.set(await (decoding.get(i) ?? readDigit(pictures[i])), i * side * side);
    } catch (cause) {
      faults.push(sentenceOf(pictures[i].name, cause));
    }
    decoding.delete(i);
    onProgress?.({ done: i + 1, total: pictures.length });
  }
  if (faults.length > 0) throw unusable(name, faults, pictures.length);
  const labels = Uint8Array.from(pictures, ({ label }) => Number(label));
  return { name, count: pictures.length, height: side, width: side, images, labels };
}

/** Whoever takes the result handles its error; until then it is not an unhandled one. */
function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function readDigit({ decode }: LabeledPicture): Promise<Uint8Array> {
  const { pixels, blank } = normalizeDigit(await decode());
  if (!blank) return pixels;
  throw new InklingError('picture/unreadable', 'Expected a digit. Received a picture without ink.');
}

function sentenceOf(path: string, cause: unknown): string {
  if (!(cause instanceof InklingError)) throw cause;
  return cause.message.includes(path) ? cause.message : `${path}: ${cause.message}`;
}

function unusable(name: string, faults: readonly string[], count: number): InklingError {
  const rest = faults.length > shown ? ` … and ${faults.length - shown} more.` : '';
  return new InklingError(
    'data/invalid',
    `${faults.length} of the ${count} pictures in ${name} cannot be learnt from. ${faults.slice(0, shown).join(' ')}${rest} Mend them or take them out of the folder.`,
  );
}
