import { randomShift } from '../data/augment/randomShift.js';
import { robustAugmentation } from '../data/augment/robustAugmentation.js';
import type { Augmentation } from '../data/augmentation.js';
import type { ArchitectureName } from '../model/architectures.js';
import type { Optimizer } from '../model/compile.js';
import type { Sequential } from '../model/sequential.js';
import { CategoricalCrossentropy } from './losses/categoricalCrossentropy.js';
import { SparseCategoricalCrossentropy } from './losses/sparseCategoricalCrossentropy.js';
import { Adam } from './optimizers/adam.js';
import { AdamW } from './optimizers/adamW.js';
import { OneCycle } from './schedules/oneCycle.js';

/**
 * Settings of a training that belong together.
 *
 * @example
 * const { epochs, augment }: TrainingRecipe = trainingRecipes.robust;
 */
export interface TrainingRecipe {
  readonly architecture: ArchitectureName;
  readonly epochs: number;
  readonly batchSize: number;
  /** The optimizer's step size; where it changes from step to step, its peak. */
  readonly learningRate: number;
  readonly createOptimizer: (learningRate: number, totalSteps: number) => Optimizer;
  /** How much of each label is shared out among all classes, 0..1. */
  readonly labelSmoothing?: number;
  /** How many images an epoch sees, drawn anew in each; all of them where left out or where there are no more. */
  readonly imagesPerEpoch?: number;
  readonly augment?: Augmentation;
  /** Whether the weights end as numbers that float16 has, and are measured so. */
  readonly float16?: boolean;
}

const keras: TrainingRecipe = {
  architecture: 'classic',
  epochs: 6,
  batchSize: 128,
  learningRate: 1e-3,
  createOptimizer: (learningRate) => new Adam({ learningRate }),
};

/**
 * The quickest way to 99 % of MNIST: a high learning rate that rises for a fifth of the steps and then falls to nothing, one look at
 * more than half of the images, each moved by a pixel at most, and an optimizer that forgets sooner than usual how large gradients
 * were. Chosen on the images that validate (docs/decisions/16-fast-training.md).
 */
const fast: TrainingRecipe = {
  architecture: 'classic',
  epochs: 1,
  imagesPerEpoch: 34_000,
  batchSize: 64,
  learningRate: 9e-3,
  createOptimizer: (peakLearningRate, totalSteps) =>
    new Adam({ learningRate: new OneCycle({ peakLearningRate, totalSteps }), beta2: 0.98 }),
  labelSmoothing: 0.1,
  augment: randomShift({ shiftPx: 1 }),
};

/** For other people's pictures: what made the model that comes along (models/README.md). */
const robust: TrainingRecipe = {
  architecture: 'bundled',
  epochs: 24,
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

/**
 * The recipes that come along.
 *
 * @example
 * trainingRecipes.keras.epochs; // 6
 */
export const trainingRecipes = { keras, fast, robust };

/**
 * One of them.
 *
 * @example
 * const name: TrainingRecipeName = 'fast';
 */
export type TrainingRecipeName = keyof typeof trainingRecipes;

/**
 * Says how to train, as a recipe has it.
 *
 * @param steps Of the whole training, which the learning rate may hang on.
 * @example
 * compileWithRecipe(model, trainingRecipes.keras, 6 * Math.ceil(digits.count / 128));
 */
export function compileWithRecipe(
  model: Sequential,
  {
    createOptimizer,
    learningRate,
    labelSmoothing,
  }: Pick<TrainingRecipe, 'createOptimizer' | 'learningRate' | 'labelSmoothing'>,
  steps: number,
): void {
  const fromLogits = model.layers.at(-1)?.getConfig().activation === 'linear';
  model.compile({
    optimizer: createOptimizer(learningRate, steps),
    loss: labelSmoothing
      ? new CategoricalCrossentropy({ fromLogits, labelSmoothing })
      : new SparseCategoricalCrossentropy({ fromLogits }),
    metrics: ['accuracy'],
  });
}
