export { auroc } from './auroc.js';
export { applyCalibration, type Calibration, type FittedCalibration, fitCalibration } from './calibration.js';
export {
  type ConformalOptions,
  type ConformalThreshold,
  conformalOf,
  fitConformal,
  predictionSet,
  smallestConformal,
} from './conformal.js';
export { CONFORMITY_SCORES, type ConformityScore, conformityScores } from './conformityScores.js';
export { type DetectorHead, type DigitDetector, detectDigit, type Usual } from './digitDetector.js';
export {
  type DisputedLabel,
  type DisputedLabelScores,
  type DisputedSide,
  scoreDisputedLabels,
  sideOf,
  votersSide,
} from './disputedLabels.js';
export { entropy } from './entropy.js';
export { adaptiveCalibrationError, expectedCalibrationError } from './expectedCalibrationError.js';
export type { LabeledDistributions } from './labeledDistributions.js';
export { softmax } from './logProbabilities.js';
export { margin } from './margin.js';
export { coveragePercent, percent, sharePercent } from './percent.js';
export { brierScore, negativeLogLikelihood } from './properScores.js';
export { ranking } from './ranking.js';
export { refusalCause } from './refusal.js';
export { equalMassBins, equalWidthBins, type ReliabilityBin } from './reliability.js';
export { afterRefusing, type RiskCoveragePoint, riskCoverage } from './riskCoverage.js';
export { type SentenceParts, sentenceOf } from './sentence.js';
export {
  type ConfidenceStatistics,
  type ConformalScores,
  DEFAULT_COVERAGE,
  type SetOptions,
  thresholdAt,
} from './statistics.js';
export { statisticsFromBytes, statisticsToBytes } from './statisticsBytes.js';
export { steadyCoverage } from './steadyCoverage.js';
export { applyTemperature, fitTemperature } from './temperatureScaling.js';
export { applyVectorScaling, fitVectorScaling, type VectorScaling } from './vectorScaling.js';
export { IS_DIGIT_THRESHOLD, type Verdict, type VerdictEvidence, verdictOf, worstVerdict } from './verdict.js';
export { wilsonInterval } from './wilsonInterval.js';
