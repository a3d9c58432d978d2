export { entropy } from './entropy.js';
export { expectedCalibrationError } from './expectedCalibrationError.js';
export { margin } from './margin.js';
export { percent } from './percent.js';
export { brierScore, negativeLogLikelihood } from './properScores.js';
export { ranking } from './ranking.js';
export { type SentenceParts, sentenceOf } from './sentence.js';
export { type Verdict, type VerdictEvidence, verdictOf, worstVerdict } from './verdict.js';
export { wilsonInterval } from './wilsonInterval.js';
