export { looksLikeMnist } from './looksLikeMnist.js';
export { type NormalizationStage, type NormalizedDigit, normalizeDigit } from './normalizeDigit.js';
export type { GrayPicture, Pixels } from './pixels.js';
