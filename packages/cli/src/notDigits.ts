import { type LabeledPicture, listLabeledPictures } from '@inkling/node';
import { auroc, type EvaluateOptions, type PictureReading } from 'inkling';
import type { Console } from './console.js';
import type { LoadedModel } from './models.js';
import { tellReading } from './pictureProgress.js';
import { readEach } from './readEach.js';

/** A folder of pictures that are no digits. */
export interface NotDigitsFolder {
  readonly folder: string;
  readonly pictures: readonly LabeledPicture[];
}

/** How well a model tells them from digits. */
export interface NotDigitsScores {
  readonly folder: string;
  readonly n: number;
  /** Share that got the verdict `not-a-digit`. */
  readonly refused: number;
  /** The chance that `isDigit` of a digit is above that of such a picture; `null` for a model without statistics. */
  readonly auroc: number | null;
}

/** @throws InklingError `data/missing`, `data/invalid` */
export async function foldersOfNotDigits(folders: readonly string[]): Promise<NotDigitsFolder[]> {
  return Promise.all(folders.map(async (folder) => ({ folder, pictures: await listLabeledPictures(folder) })));
}

/**
 * Reads pictures of no digits the way `predict` does and compares them with digits that were read.
 *
 * @returns One for each folder, and whether a picture could not be read; that was told then.
 */
export async function scoreNotDigits(
  folders: readonly NotDigitsFolder[],
  digits: readonly PictureReading[],
  { model }: LoadedModel,
  options: EvaluateOptions,
  console: Console,
): Promise<{ scores: NotDigitsScores[]; failed: boolean }> {
  const ofDigits = scoresOf(digits);
  const scores: NotDigitsScores[] = [];
  let failed = false;
  for (const { folder, pictures } of folders) {
    const all = await readEach(model, pictures, options, console, tellReading(console));
    const readings = all.read.map(({ reading }) => reading);
    failed ||= all.failed;
    const refused = readings.filter(({ verdict }) => verdict === 'not-a-digit').length;
    const n = readings.length;
    scores.push({ folder, n, refused: n === 0 ? 0 : refused / n, auroc: auroc(ofDigits, scoresOf(readings)) });
  }
  return { scores, failed };
}

function scoresOf(readings: readonly PictureReading[]): number[] {
  return readings.flatMap(({ isDigit }) => isDigit ?? []);
}
