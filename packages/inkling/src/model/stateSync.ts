import type { Trainer } from '../engine/trainer.js';
import type { Sequential } from './sequential.js';
import { optimizerArrays, type TrainingState } from './trainingState.js';

/** Carries weights and the optimizer's state between the model's arrays and the trainer's arena. */
export class StateSync {
  private readonly weights: Float32Array[];
  private readonly slots: { readonly model: Float32Array; readonly arena: Float32Array }[] = [];

  constructor(
    private readonly model: Sequential,
    private readonly trainer: Trainer,
  ) {
    const { optimizer } = model.compiledOptions();
    this.weights = model.weights.map(({ values }) => values);
    const trainable = model.network.graph.parameters.filter((parameter) => parameter.trainable);
    const state = optimizer.state(model.trainableWeights);
    trainable.forEach((parameter, i) => {
      optimizer.slotNames.forEach((slot, j) => {
        this.slots.push({ model: state[i][slot], arena: trainer.slot(parameter, j) });
      });
    });
  }

  load(): void {
    this.trainer.loadWeights(this.weights);
    for (const { model, arena } of this.slots) arena.set(model);
  }

  store(): void {
    this.trainer.storeWeights(this.weights);
    for (const { model, arena } of this.slots) model.set(arena);
  }

  /** A copy of what the trainer has. The model's arrays of the optimizer are brought up to date. */
  snapshot(): Pick<TrainingState, 'weights' | 'slots' | 'iterations' | 'learningRate'> {
    const { iterations, learningRate } = this.model.compiledOptions().optimizer;
    const weights = this.weights.map(({ length }) => new Float32Array(length));
    this.trainer.storeWeights(weights);
    for (const { model, arena } of this.slots) model.set(arena);
    return { weights, slots: optimizerArrays(this.model).map((values) => values.slice()), iterations, learningRate };
  }

  /** Gives the model the average of its weights; the trainer keeps the weights themselves. */
  showAverages(): void {
    const { trainableWeights } = this.model;
    const state = this.model.compiledOptions().optimizer.state(trainableWeights);
    for (const [i, { values }] of trainableWeights.entries()) values.set(state[i].average);
  }
}
