import { writeTarget } from '../engine/lossHead.js';
import type { Loss } from './compile.js';
import { logProbabilities } from './crossEntropy.js';
import type { TrainingData } from './fit.js';

/** What of a loss measuring needs. */
type MeasuredLoss = Pick<Loss, 'ofSample'> & { readonly rule: Pick<Loss['rule'], 'targets'> };

/** What a model that was never compiled is measured by: probabilities against classes. */
const PLAIN: MeasuredLoss = {
  rule: { targets: 'classes' },
  ofSample: (outputs, target) => -logProbabilities(outputs, false)[Number(target)],
};

/**
 * The mean loss of outputs `[n, size]`, each sample counting as much as its weight says, and the share of samples that are
 * right, which as in Keras no weight changes: those whose largest output, the first of equals, is where their target is
 * largest; a single output is right where it is above ½ and its target 1, or neither.
 */
export function measure(
  outputs: Float32Array,
  { labels, sampleWeights }: Pick<TrainingData, 'labels' | 'sampleWeights'>,
  samples: number,
  loss: MeasuredLoss = PLAIN,
): { loss: number; accuracy: number } {
  const size = outputs.length / samples;
  const target = new Float32Array(size);
  let sum = 0;
  let correct = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row = outputs.subarray(sample * size, (sample + 1) * size);
    const isClass = loss.rule.targets === 'classes';
    if (!isClass) writeTarget(labels, sample, target);
    sum += (sampleWeights?.[sample] ?? 1) * loss.ofSample(row, isClass ? labels[sample] : target);
    if (isRight(row, isClass ? labels[sample] : target)) correct++;
  }
  return { loss: sum / samples, accuracy: correct / samples };
}

function isRight(outputs: Float32Array, target: number | Float32Array): boolean {
  if (typeof target === 'number') return firstMaximum(outputs) === target;
  if (outputs.length === 1) return Number(outputs[0] > 0.5) === target[0];
  return firstMaximum(outputs) === firstMaximum(target);
}

function firstMaximum(row: Float32Array): number {
  return row.indexOf(row.reduce((a, b) => Math.max(a, b)));
}
