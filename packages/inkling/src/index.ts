export { type LabeledImages, sliceImages } from './data/labeledImages.js';
export { type ErrorCode, InklingError } from './errors.js';
export type { GrayPicture, Pixels } from './image/pixels.js';
export * from './layers/index.js';
export * from './model/index.js';
export { Random } from './random.js';
export * from './training/index.js';
