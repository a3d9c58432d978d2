export { type Evaluation, edgeCases, evaluateImages, hardestImages } from './evaluateImages.js';
export type { DigitReading, PictureReading } from './pictureReading.js';
export { checkDigitModel, predictSoftmax } from './predictSoftmax.js';
export { type ReadOptions, readPicture } from './readPicture.js';
