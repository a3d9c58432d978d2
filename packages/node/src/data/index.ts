export { loadEmbedded } from './embedded.js';
export { loadMnistFolder, type MnistPart } from './mnistFolder.js';
