export { ModelCheckpoint, type ModelCheckpointOptions } from './callbacks/modelCheckpoint.js';
export {
  SparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyOptions,
} from './losses/sparseCategoricalCrossentropy.js';
export { Adam, type AdamOptions } from './optimizers/adam.js';
