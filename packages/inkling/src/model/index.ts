export { type ArchitectureName, architectureNames, createArchitecture } from './architectures.js';
export type { BatchLog, Callback, CallbackState, EpochLog } from './callbacks.js';
export type { CompileOptions, KerasObject, LearningRateSchedule, Loss, Optimizer } from './compile.js';
export type { FitOptions, TrainingData } from './fit.js';
export { History, isBetter } from './history.js';
export type { SamplePredictor } from './samplePredictor.js';
export { Sequential, type SequentialConfig, type SequentialOptions } from './sequential.js';
export type { EpochSums, TrainingState } from './trainingState.js';
