import { randomAffine, type TrainingRecipe, trainingRecipes } from 'inkling';

const { fast, keras, robust } = trainingRecipes;

/** For people who look on: 8,500 digits, a little askew anew in each epoch, are enough for 98.5 % within seconds. */
const quick: TrainingRecipe = {
  architecture: 'classic',
  epochs: 7,
  batchSize: 96,
  learningRate: 7e-3,
  createOptimizer: fast.createOptimizer,
  labelSmoothing: 0.1,
  augment: randomAffine({ shiftPx: 2, rotationDegrees: 10, scale: 0.1, shear: 0.1 }),
};

/** What the page offers. */
export const pageRecipes = { quick, keras, robust };

export type PageRecipeName = keyof typeof pageRecipes;

export const recipeWords: Readonly<Record<PageRecipeName, string>> = {
  quick: 'Quick: digits a little askew',
  keras: 'Plain: as Keras’s own example',
  robust: 'Robust: other hands and pens; slow',
};
