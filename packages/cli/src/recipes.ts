import { Adam, AdamW, type Augmentation, OneCycle, type Optimizer, robustAugmentation } from 'inkling';
import type { Architecture, ArchitectureName } from './architectures.js';

/** Settings that belong together; flags win over them. */
export interface Recipe {
  readonly architecture: ArchitectureName;
  readonly epochs: number;
  readonly batchSize: number;
  /** The optimizer's step size; where it changes from step to step, its peak. */
  readonly learningRate: number;
  readonly createOptimizer: (learningRate: number, totalSteps: number) => Optimizer;
  /** How much of each label is shared out among all classes, 0..1. */
  readonly labelSmoothing?: number;
  /** How many images an epoch sees, unless `--epochs` says how often all of them are seen. */
  readonly imagesPerEpoch?: number;
  readonly augment?: Augmentation;
  /** Whether the weights end as numbers that float16 has, and are measured so. */
  readonly float16?: boolean;
}

const keras: Recipe = {
  architecture: 'classic',
  epochs: 6,
  batchSize: 128,
  learningRate: 1e-3,
  createOptimizer: (learningRate) => new Adam({ learningRate }),
};

/**
 * The quickest way to 99 % of MNIST: a high learning rate that rises for a fifth of the steps and then falls to nothing, and one
 * look at most of the images. Chosen on the images that validate.
 */
const fast: Recipe = {
  architecture: 'classic',
  epochs: 1,
  imagesPerEpoch: 48_000,
  batchSize: 96,
  learningRate: 7e-3,
  createOptimizer: (peakLearningRate, totalSteps) =>
    new Adam({ learningRate: new OneCycle({ peakLearningRate, totalSteps }) }),
  labelSmoothing: 0.1,
};

/** For other people's pictures: what made the model that comes along (models/README.md). */
const robust: Recipe = {
  architecture: 'bundled',
  epochs: 16,
  batchSize: 256,
  learningRate: 3e-3,
  createOptimizer: (peakLearningRate, totalSteps) =>
    new AdamW({
      learningRate: new OneCycle({ peakLearningRate, totalSteps, warmup: 0.15 }),
      weightDecay: 0.02,
      useEma: true,
      emaMomentum: 0.995,
    }),
  labelSmoothing: 0.03,
  augment: robustAugmentation(),
  float16: true,
};

export const recipes = { keras, fast, robust };
export type RecipeName = keyof typeof recipes;

/** A recipe, but for what flags changed. */
export type Settings = Omit<Recipe, 'architecture'> & { readonly architecture: Architecture };
