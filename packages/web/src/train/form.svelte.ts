import type { ArchitectureName } from 'inkling';
import type { IdxPair } from './data.js';
import { architectureJson, type LayerSpec, presetLayers } from './layers.js';
import type { TrainSettings } from './protocol.js';
import { type PageRecipeName, pageRecipes } from './recipes.js';

/** What is chosen for the next training; still there when one comes back to the section. */
class Form {
  architecture = $state<ArchitectureName>('classic');
  layers = $state.raw<readonly LayerSpec[]>(presetLayers('classic'));
  recipe = $state<PageRecipeName>('quick');
  epochs = $state<number>(pageRecipes.quick.epochs);
  batchSize = $state<number>(pageRecipes.quick.batchSize);
  learningRate = $state<number>(pageRecipes.quick.learningRate);
  /** The user's own digits, instead of those that come along. */
  own = $state.raw<IdxPair>();

  choosePreset(name: ArchitectureName): void {
    this.architecture = name;
    this.layers = presetLayers(name);
  }

  chooseRecipe(name: PageRecipeName): void {
    this.recipe = name;
    const { epochs, batchSize, learningRate } = pageRecipes[name];
    this.epochs = epochs;
    this.batchSize = batchSize;
    this.learningRate = learningRate;
  }

  get settings(): TrainSettings {
    const { recipe, epochs, batchSize, learningRate } = this;
    const architecture = architectureJson(this.architecture, this.layers);
    return { architecture, recipe, epochs, batchSize, learningRate, seed: 1, data: this.own ?? 'embedded' };
  }
}

export const form = new Form();
