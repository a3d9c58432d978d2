export type { DownloadProgress } from './download/downloadFile.js';
export { type DownloadedFile, type DownloadMnistOptions, downloadMnist } from './download/downloadMnist.js';
export { loadEmbedded } from './embedded.js';
export { isMnist } from './isMnist.js';
export { labeledDigitsIn, type PicturesProgress, readLabeledDigits } from './labeledDigits.js';
export { type LabeledPicture, listLabeledPictures } from './labeledPictures.js';
export { loadMnistFolder, type MnistPart } from './mnistFolder.js';
