import {
  CategoricalCrossentropy,
  InklingError,
  type Sequential,
  SparseCategoricalCrossentropy,
  type SplitRecord,
} from 'inkling';
import { type Architecture, createNetwork } from './architectures.js';
import { loadDigitModel } from './models.js';
import type { Settings } from './recipes.js';
import { trainingsOf } from './trainingRecord.js';

interface StartOptions {
  /** A model file. */
  readonly from?: string;
  /** Where it was asked for. */
  readonly architecture?: Architecture;
  readonly seed: number;
}

/** A fresh network, or the one that `--from` names; with both, a fresh one that gets the other's weights. */
export async function startModel(
  architecture: Architecture,
  { from, architecture: asked, seed }: StartOptions,
): Promise<{ model: Sequential; trainings: readonly SplitRecord[] }> {
  if (from === undefined) return { model: await createNetwork(architecture, seed), trainings: [] };
  const { model, record } = await loadDigitModel(from);
  const trainings = trainingsOf(record);
  if (!asked) return { model, trainings };
  const fresh = await createNetwork(asked, seed);
  try {
    fresh.setWeights(model.getWeights());
  } catch (cause) {
    const problem = `${from} holds the weights of another architecture than ${asked}. Leave --architecture out.`;
    throw new InklingError('usage/invalid', problem, { cause });
  }
  return { model: fresh, trainings };
}

/** Says how to train. */
export function compile(model: Sequential, settings: Settings, steps: number): void {
  const { createOptimizer, learningRate, labelSmoothing } = settings;
  const fromLogits = model.layers.at(-1)?.getConfig().activation === 'linear';
  model.compile({
    optimizer: createOptimizer(learningRate, steps),
    loss: labelSmoothing
      ? new CategoricalCrossentropy({ fromLogits, labelSmoothing })
      : new SparseCategoricalCrossentropy({ fromLogits }),
    metrics: ['accuracy'],
  });
}
