import { shown } from '../../layers/shown.js';
import type { KerasObject, Loss } from '../../model/compile.js';
import { CategoricalCrossentropy, MeanSquaredError, SparseCategoricalCrossentropy } from '../../training/index.js';
import { whatCanBeBuilt } from './optimizerConfig.js';
import { unregistered } from './registeredName.js';

type Config = KerasObject['config'];

const LOSSES: Readonly<Record<string, (config: Config) => Loss>> = {
  CategoricalCrossentropy: ({ from_logits, label_smoothing }) =>
    new CategoricalCrossentropy({
      fromLogits: from_logits === true,
      labelSmoothing: typeof label_smoothing === 'number' ? label_smoothing : 0,
    }),
  MeanSquaredError: () => new MeanSquaredError(),
  SparseCategoricalCrossentropy: ({ from_logits }) =>
    new SparseCategoricalCrossentropy({ fromLogits: from_logits === true }),
};
/** What Keras calls them where only a name is given. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  categorical_crossentropy: 'CategoricalCrossentropy',
  mean_squared_error: 'MeanSquaredError',
  mse: 'MeanSquaredError',
  MSE: 'MeanSquaredError',
  sparse_categorical_crossentropy: 'SparseCategoricalCrossentropy',
};
/** Options that change the result, each with the values that change nothing. */
const NEUTRAL: Readonly<Record<string, readonly unknown[]>> = {
  reduction: [undefined, null, 'sum_over_batch_size', 'mean', 'auto'],
  ignore_class: [undefined, null],
  axis: [undefined, null, -1],
};

/** The loss that a file names or describes, or, in `problem`, why Inkling cannot train with it. */
export function parseLoss(loss: string | KerasObject): { loss: Loss } | { problem: string } {
  const [name, config] = typeof loss === 'string' ? [loss, {}] : [unregistered(loss.class_name), loss.config];
  const className = Object.hasOwn(SHORT_NAMES, name) ? SHORT_NAMES[name] : name;
  const build = Object.hasOwn(LOSSES, className) ? LOSSES[className] : undefined;
  if (!build) return { problem: `its loss ${name} is not one that Inkling has (${Object.keys(LOSSES).join(', ')})` };
  const other = Object.entries(NEUTRAL).find(([key, values]) => !values.includes((config as Config)[key]));
  if (other) return { problem: `its loss has ${other[0]} = ${shown((config as Config)[other[0]])}` };
  return whatCanBeBuilt(() => ({ loss: build(config) }));
}
