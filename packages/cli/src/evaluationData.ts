import {
  countSeen,
  type DisputedLabel,
  InklingError,
  type LabeledImages,
  type SplitName,
  type SplitRecord,
  splitData,
  takeImages,
} from 'inkling';
import { dataPlace, loadData } from './data.js';
import { loadDisputedLabels } from './disputedLabels.js';
import { splitOf } from './trainingRecord.js';

export const splitNames = ['test', 'train', 'validation', 'held-out'] as const;
export type EvaluationSplit = (typeof splitNames)[number];

/** Images to evaluate on, and how many of them the model knows. */
export interface EvaluationData {
  readonly images: LabeledImages;
  /** Images whose digits the weights were fitted to. */
  readonly trained: number;
  /** Images that chose the best epoch. */
  readonly validated: number;
  /** Labels among them that people dispute. */
  readonly disputed: readonly DisputedLabel[];
}

/**
 * Loads what a model is to be evaluated on.
 *
 * @param given `--data`
 * @param split `--split`; without it the embedded held-out images, or a folder's test set.
 * @param trainings What the model's file says it was trained on: the parts are told as they were told then.
 * @throws InklingError `data/…`, or `usage/invalid` for a part that these data do not have
 */
export async function loadEvaluationData(
  given: string | undefined,
  split: EvaluationSplit | undefined,
  trainings: readonly SplitRecord[],
): Promise<EvaluationData> {
  const place = dataPlace(given);
  const part = split ?? (place === 'embedded' ? 'held-out' : 'test');
  if (place === 'embedded' && part === 'test') {
    const advice = 'Name the folder with MNIST’s files with --data, or take --split held-out.';
    throw new InklingError('usage/invalid', `The embedded digits have no test set. ${advice}`);
  }
  const all = await loadData(place, part === 'test' ? 'test' : 'train');
  const indices = part === 'test' ? Int32Array.from(all.labels, (_, i) => i) : partOf(all, part, trainings);
  const seen = trainings.map((training) => countSeen(training, all.labels, indices));
  return {
    images: takeImages(all, indices, part === 'test' ? all.name : `${all.name}, ${part}`),
    trained: Math.max(0, ...seen.map(({ trained }) => trained)),
    validated: Math.max(0, ...seen.map(({ validated }) => validated)),
    disputed: part === 'test' ? await loadDisputedLabels(place, all) : [],
  };
}

/** The indices of a part that is not empty. */
function partOf(all: LabeledImages, part: SplitName, trainings: readonly SplitRecord[]): Int32Array {
  const indices = splitData(all.labels, splitOf(all, trainings))[part];
  if (indices.length > 0) return indices;
  const advice = part === 'held-out' ? 'Only MNIST has images that no training sees. Take --split validation.' : '';
  throw new InklingError('usage/invalid', `${all.name} has no images for --split ${part}. ${advice}`.trim());
}
