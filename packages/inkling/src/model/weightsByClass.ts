import { InklingError } from '../errors.js';
import type { TrainingData } from './fit.js';

/**
 * What each sample counts: the weight of its class, 1 where that is not named. The class of target numbers is, as in
 * Keras, where they are largest.
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
  const size = labels.length / samples;
  return Float32Array.from({ length: samples }, (_, sample) => {
    const target = labels.subarray(sample * size, (sample + 1) * size);
    return weights[size === 1 ? target[0] : target.indexOf(Math.max(...target))] ?? 1;
  });
}

function invalid(problem: string, advice: string): InklingError {
  return new InklingError('training/invalid-argument', `fit: classWeights ${problem}. ${advice}`);
}
