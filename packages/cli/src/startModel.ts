import { InklingError, type Sequential, type SplitRecord } from 'inkling';
import { type Architecture, createNetwork } from './architectures.js';
import { loadDigitModel } from './models.js';
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
