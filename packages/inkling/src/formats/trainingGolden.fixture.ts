import { readFileSync } from 'node:fs';
import { Dense, InputLayer } from '../layers/index.js';
import { Sequential } from '../model/index.js';

export interface GoldenConfig {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

interface GoldenOptimizer extends GoldenConfig {
  readonly name: string;
  readonly loss: number;
  readonly weights: readonly number[];
  readonly slots: readonly number[];
}

/** What real Keras makes of optimizers and schedules; `scripts/keras/trainingGoldens.py` made it and says what is in it. */
interface TrainingGolden {
  readonly keras: string;
  readonly batch: number;
  readonly samples: readonly number[];
  readonly labels: readonly number[];
  readonly initial: readonly (readonly number[])[];
  readonly optimizers: readonly GoldenOptimizer[];
  readonly schedules: readonly (GoldenConfig & { readonly values: readonly number[] })[];
}

export function trainingGolden(): TrainingGolden {
  return JSON.parse(readFileSync(new URL('../../goldens/keras/training.json', import.meta.url), 'utf8'));
}

/** The network of the golden runs, with the weights that they begin with. */
export function goldenNetwork({ initial }: TrainingGolden): Sequential {
  const layers = [
    new InputLayer({ shape: [6] }),
    new Dense({ units: 5, activation: 'tanh' }),
    new Dense({ units: 3, activation: 'softmax' }),
  ];
  const model = new Sequential(layers);
  model.setWeights(initial.map((values) => Float32Array.from(values)));
  return model;
}
