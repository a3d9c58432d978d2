import type { TrainingRecipe } from 'inkling';
import type { Architecture } from './architectures.js';

/** A recipe, but for what flags changed. */
export type Settings = Omit<TrainingRecipe, 'architecture'> & { readonly architecture: Architecture };
