export { looksLikeMnist } from './looksLikeMnist.js';
export type { NormalizationStage } from './normalizationStage.js';
export { type NormalizationStep, type NormalizeOptions, normalizationSteps } from './normalizationStep.js';
export { type NormalizedDigit, normalizeDigit } from './normalizeDigit.js';
export type { GrayPicture, Pixels } from './pixels.js';
