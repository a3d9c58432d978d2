export { looksLikeMnist } from './looksLikeMnist.js';
export type { NormalizationStage } from './normalizationStage.js';
export { type NormalizedDigit, normalizeDigit } from './normalizeDigit.js';
export type { GrayPicture, Pixels } from './pixels.js';
