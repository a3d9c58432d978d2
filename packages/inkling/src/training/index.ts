export { EarlyStopping, type EarlyStoppingOptions } from './callbacks/earlyStopping.js';
export { CSVLogger, type CSVLoggerOptions, JSONLogger, type TextSink } from './callbacks/historyLoggers.js';
export { LearningRateScheduler } from './callbacks/learningRateScheduler.js';
export { type KeptEpoch, ModelCheckpoint, type ModelCheckpointOptions } from './callbacks/modelCheckpoint.js';
export type { Monitored, MonitorOptions } from './callbacks/monitor.js';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './callbacks/reduceLROnPlateau.js';
export { CategoricalCrossentropy, type CategoricalCrossentropyOptions } from './losses/categoricalCrossentropy.js';
export { MeanSquaredError } from './losses/meanSquaredError.js';
export {
  SparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyOptions,
} from './losses/sparseCategoricalCrossentropy.js';
export { Adam, type AdamOptions } from './optimizers/adam.js';
export { AdamW } from './optimizers/adamW.js';
export type { OptimizerOptions } from './optimizers/baseOptimizer.js';
export { RMSprop, type RMSpropOptions } from './optimizers/rmsprop.js';
export { SGD, type SGDOptions } from './optimizers/sgd.js';
export {
  compileWithRecipe,
  type TrainingRecipe,
  type TrainingRecipeName,
  trainingRecipes,
} from './recipes.js';
export { CosineDecay, type CosineDecayOptions } from './schedules/cosineDecay.js';
export { OneCycle, type OneCycleOptions } from './schedules/oneCycle.js';
export { PiecewiseConstantDecay } from './schedules/piecewiseConstantDecay.js';
