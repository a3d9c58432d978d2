import { checkLabeled, type LabeledDistributions } from './labeledDistributions.js';
import { negativeLogLikelihood } from './properScores.js';
import { applyTemperature, fitTemperature } from './temperatureScaling.js';
import { applyVectorScaling, fitVectorScaling, type VectorScaling } from './vectorScaling.js';

/**
 * What makes a network's probabilities honest.
 *
 * @example
 * const calibration: Calibration = { kind: 'temperature', temperature: 1.3 };
 */
export type Calibration =
  | { readonly kind: 'temperature'; readonly temperature: number }
  | ({ readonly kind: 'vector' } & VectorScaling);

/**
 * A calibration, and what it makes of the answers that it was fitted on.
 *
 * @example
 * const { calibration }: FittedCalibration = fitCalibration({ distributions, labels });
 */
export interface FittedCalibration {
  readonly calibration: Calibration;
  /** `[n][classes]`: each answer as a calibration fitted without it would have it. */
  readonly outOfFold: readonly (readonly number[])[];
}

/** Parts of the answers, each of which is judged by a calibration that was fitted on the others. */
const FOLDS = 5;

/**
 * Temperature scaling, or vector scaling where that has the smaller negative log-likelihood on answers that it was not fitted on.
 *
 * @param validation Answers to images that the network was not trained on.
 * @throws InklingError `usage/invalid` where there are none.
 *
 * @example
 * applyCalibration(distributions[0], fitCalibration({ distributions, labels }).calibration);
 */
export function fitCalibration(validation: LabeledDistributions): FittedCalibration {
  checkLabeled(validation, 'fitCalibration');
  const rivals = [fitByTemperature, fitByVector].map((fit) => ({ fit, outOfFold: crossFit(validation, fit) }));
  const losses = rivals.map(({ outOfFold }) =>
    outOfFold.reduce((sum, p, i) => sum + negativeLogLikelihood(p, validation.labels[i]), 0),
  );
  const { fit, outOfFold } = rivals[losses[1] < losses[0] ? 1 : 0];
  return { calibration: fit(validation), outOfFold };
}

/**
 * A distribution as the calibration has it.
 *
 * @param distribution `[classes]`, 0..1, summing to 1.
 *
 * @example
 * applyCalibration([0.9, 0.1], { kind: 'temperature', temperature: 2 }); // [0.75, 0.25]
 */
export function applyCalibration(distribution: readonly number[], calibration: Calibration): number[] {
  return calibration.kind === 'temperature'
    ? applyTemperature(distribution, calibration.temperature)
    : applyVectorScaling(distribution, calibration);
}

function fitByTemperature(answers: LabeledDistributions): Calibration {
  return { kind: 'temperature', temperature: fitTemperature(answers) };
}

function fitByVector(answers: LabeledDistributions): Calibration {
  return { kind: 'vector', ...fitVectorScaling(answers) };
}

function crossFit(all: LabeledDistributions, fit: (answers: LabeledDistributions) => Calibration): number[][] {
  const { distributions, labels } = all;
  const folds = Math.min(FOLDS, distributions.length);
  if (folds < 2) return distributions.map((p) => applyCalibration(p, fit(all)));
  const calibrations = Array.from({ length: folds }, (_, fold) => {
    const others = distributions.map((_, i) => i).filter((i) => i % folds !== fold);
    return fit({ distributions: others.map((i) => distributions[i]), labels: others.map((i) => labels[i]) });
  });
  return distributions.map((p, i) => applyCalibration(p, calibrations[i % folds]));
}
