import { type LabeledPicture, listLabeledPictures } from '@inkling/node';
import {
  type EvaluateOptions,
  type Evaluation,
  evaluateReadings,
  InklingError,
  type LabeledReading,
  type Sequential,
} from 'inkling';
import type { Console } from './console.js';
import { readEach } from './readEach.js';

/** A picture and what was read in it. */
export interface EvaluatedPicture extends LabeledReading {
  readonly picture: LabeledPicture;
}

export interface PictureEvaluation {
  readonly evaluation: Evaluation;
  readonly rows: readonly EvaluatedPicture[];
  /** Whether a picture could not be read; that was told then. */
  readonly failed: boolean;
}

/**
 * The labelled pictures of a folder, or those of them whose columns have the values asked for.
 *
 * @param where `COLUMN=VALUE`, all of which must hold
 * @throws InklingError `data/…`, or `usage/invalid` where a condition is none or keeps nothing
 */
export async function picturesToEvaluate(folder: string, where: readonly string[]): Promise<LabeledPicture[]> {
  const conditions = where.map((condition) => {
    const at = condition.indexOf('=');
    if (at > 0) return { column: condition.slice(0, at), value: condition.slice(at + 1) };
    throw new InklingError('usage/invalid', `--where expects COLUMN=VALUE. Received "${condition}".`);
  });
  const all = await listLabeledPictures(folder);
  for (const { column } of conditions) {
    if (all.some(({ columns }) => column in columns)) continue;
    const known = [...new Set(all.flatMap(({ columns }) => Object.keys(columns)))];
    const advice = known.length > 0 ? `It says ${known.join(', ')}.` : 'It says nothing of its pictures.';
    throw new InklingError('usage/invalid', `--where ${column}: ${folder} has no such column. ${advice}`);
  }
  const kept = all.filter(({ columns }) => conditions.every(({ column, value }) => columns[column] === value));
  if (kept.length > 0) return kept;
  throw new InklingError('usage/invalid', `--where ${where.join(' and ')} keeps none of the pictures in ${folder}.`);
}

/** Reads every picture and compares it with its label. */
export async function evaluatePictures(
  model: Sequential,
  pictures: readonly LabeledPicture[],
  console: Console,
  options: EvaluateOptions,
): Promise<PictureEvaluation> {
  const { read, failed } = await readEach(model, pictures, options, console);
  const rows = read.map(({ picture, reading }): EvaluatedPicture => {
    const { label, columns } = picture;
    const kind = columns.kind;
    return { picture, reading, ...(label !== undefined && { label }), ...(kind && { kind }) };
  });
  return { evaluation: evaluateReadings(rows, options), rows, failed };
}
