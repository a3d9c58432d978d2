export { FigureFiles } from './figureFiles.js';
export type { FigureFormat } from './figureMark.js';
export { listPictures } from './listPictures.js';
export { architectureFile, modelFile, pictureFile, readInput, resumeFile } from './readInput.js';
export { textFile } from './textFile.js';
export { checkWritable, writeFileAtomic } from './writeFileAtomic.js';
