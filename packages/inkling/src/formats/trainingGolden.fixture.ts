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

interface GoldenLoss extends GoldenConfig {
  /** Of the last layer. */
  readonly activation: 'softmax' | 'linear';
  readonly targets: 'classes' | 'oneHot' | 'soft' | 'numbers' | 'binary';
  readonly sampleWeights: boolean;
  readonly classWeights: Readonly<Record<string, number>> | null;
  /** Loss and accuracy of all samples with the initial weights. */
  readonly forward: readonly number[];
  /** Loss and accuracy of the five steps. */
  readonly epoch: readonly number[];
  readonly weights: readonly number[];
}

interface GoldenRegularizers extends Pick<GoldenLoss, 'forward' | 'epoch' | 'weights'> {
  readonly name: string;
  /** What Keras's `to_json` says of it. */
  readonly model: string;
}

interface GoldenCallback extends GoldenConfig {
  readonly monitor: 'val_loss' | 'val_accuracy';
  /** What it is told, epoch by epoch. */
  readonly values: readonly number[];
  /** The learning rate after each epoch; there are as many as there were epochs. */
  readonly rates: readonly number[];
  /** Of EarlyStopping, from 1. */
  readonly bestEpoch?: number;
}

/** What real Keras makes of optimizers, losses, regularizers, callbacks and schedules; `scripts/keras/trainingGoldens.py` made it and says what is in it. */
interface TrainingGolden {
  readonly keras: string;
  readonly batch: number;
  readonly samples: readonly number[];
  readonly labels: readonly number[];
  readonly soft: readonly number[];
  readonly numbers: readonly number[];
  readonly sampleWeights: readonly number[];
  readonly initial: readonly (readonly number[])[];
  readonly optimizers: readonly GoldenOptimizer[];
  readonly losses: readonly GoldenLoss[];
  readonly regularizers: readonly GoldenRegularizers[];
  readonly callbacks: readonly GoldenCallback[];
  readonly schedules: readonly (GoldenConfig & { readonly values: readonly number[] })[];
}

export function trainingGolden(): TrainingGolden {
  return JSON.parse(readFileSync(new URL('../../goldens/keras/training.json', import.meta.url), 'utf8'));
}

/** The network of the golden runs, with the weights that they begin with; `units` of the last layer are the first ones. */
export function goldenNetwork(
  { initial }: TrainingGolden,
  { units = 3, activation = 'softmax' }: { units?: number; activation?: 'softmax' | 'linear' } = {},
): Sequential {
  const layers = [
    new InputLayer({ shape: [6] }),
    new Dense({ units: 5, activation: 'tanh' }),
    new Dense({ units, activation }),
  ];
  const model = new Sequential(layers);
  const [kernel, bias, lastKernel, lastBias] = initial;
  const first = (_: number, i: number) => i % 3 < units;
  const weights = [kernel, bias, lastKernel.filter(first), lastBias.filter(first)];
  model.setWeights(weights.map((values) => Float32Array.from(values)));
  return model;
}
