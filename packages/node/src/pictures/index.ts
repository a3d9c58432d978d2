export { readPixels } from './readPixels.js';
