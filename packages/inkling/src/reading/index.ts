export { answersByStage, type StageAnswer } from './answersByStage.js';
export { EDGE_CASE_MEASURES, type EdgeCase, type EdgeCaseMeasure, edgeCases } from './edgeCases.js';
export {
  type EvaluateOptions,
  evaluateImages,
  hardestImages,
  type ImageEvaluation,
} from './evaluateImages.js';
export {
  type Evaluation,
  evaluateReadings,
  isRight,
  type LabeledReading,
  type ReadingScores,
  type SetScores,
} from './evaluateReadings.js';
export type { LabeledDigits } from './fitDetector.js';
export { fitStatistics, type StatisticsData } from './fitStatistics.js';
export { type KnownDigits, knownFeatures, type NearestDigit, nearestDigits } from './nearestDigits.js';
export type { DigitReading, PictureReading } from './pictureReading.js';
export { checkDigitModel, endsInLogits, predictSoftmax } from './predictSoftmax.js';
export { type ReadOptions, type ReadResult, readDigits, readPicture } from './readPicture.js';
