export { loadEmbedded } from './embedded.js';
export { type LabeledPicture, listLabeledPictures } from './labeledPictures.js';
export { loadMnistFolder, type MnistPart } from './mnistFolder.js';
