import type { Labels } from '../engine/lossHead.js';
import { InklingError } from '../errors.js';
import type { TrainingData } from './fit.js';

/**
 * What each sample counts: the weight of its class, 1 where that is not named.
 * @throws InklingError `training/invalid-argument`
 */
export function weightsByClass(
  { labels, sampleWeights }: TrainingData,
  samples: number,
  weights: Readonly<Record<number, number>>,
): Float32Array {
  if (sampleWeights) throw invalid('cannot be given together with sampleWeights', 'Give one of them.');
  const wrong = Object.entries(weights).find(([, weight]) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong) throw invalid(`must be numbers, at least 0. Class ${wrong[0]} has ${wrong[1]}`, 'Correct it.');
  return Float32Array.from({ length: samples }, (_, sample) => weights[classOf(labels, sample, samples)] ?? 1);
}

/** The class of one of `samples`: its label or, of target numbers, where they are largest; a single number is the class. */
export function classOf(labels: Labels, sample: number, samples: number): number {
  const size = labels.length / samples;
  if (size === 1) return labels[sample];
  const target = labels.subarray(sample * size, (sample + 1) * size);
  return target.indexOf(Math.max(...target));
}

function invalid(problem: string, advice: string): InklingError {
  return new InklingError('training/invalid-argument', `fit: classWeights ${problem}. ${advice}`);
}
