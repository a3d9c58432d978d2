import type { LabeledPicture, PicturesProgress } from '@inkling/node';
import { type EvaluateOptions, type PictureReading, readPicture, type Sequential } from 'inkling';
import type { Console } from './console.js';
import { lookAhead } from './lookAhead.js';

/** Of many pictures those that could be read, in their order. */
export interface ReadPictures {
  readonly read: readonly { readonly picture: LabeledPicture; readonly reading: PictureReading }[];
  /** Whether a picture could not be read; that was told then. */
  readonly failed: boolean;
}

/** Reads every picture the way `predict` does. */
export async function readEach(
  model: Sequential,
  pictures: readonly LabeledPicture[],
  options: EvaluateOptions,
  console: Console,
  onProgress?: (progress: PicturesProgress) => void,
): Promise<ReadPictures> {
  const read: ReadPictures['read'][number][] = [];
  let failed = false;
  let done = 0;
  for await (const { item, result } of lookAhead(pictures, (picture) => picture.decode())) {
    try {
      read.push({ picture: item, reading: (await readPicture(model, await result, options)).reading });
    } catch (cause) {
      failed = true;
      console.error(cause, item.name);
    }
    onProgress?.({ done: ++done, total: pictures.length });
  }
  return { read, failed };
}
