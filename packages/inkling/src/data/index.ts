export { type RandomAffineOptions, randomAffine } from './augment/randomAffine.js';
export { type RandomShiftOptions, randomShift } from './augment/randomShift.js';
export { type RobustOptions, robustAugmentation } from './augment/robustAugmentation.js';
export type { Augmentation } from './augmentation.js';
export { embeddedImages } from './embeddedDigits.js';
export { type IdxArray, parseIdx } from './idx.js';
export { idxImages } from './idxImages.js';
export { type LabeledImages, sliceImages } from './labeledImages.js';
export { drawNonDigits, type SourceDigit } from './nonDigits/drawNonDigits.js';
export {
  countSeen,
  describeSplit,
  notTrainedOn,
  type Split,
  type SplitName,
  type SplitRecord,
  splitData,
  takeImages,
} from './split.js';
