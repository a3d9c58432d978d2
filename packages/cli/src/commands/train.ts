import { basename, dirname } from 'node:path';
import { checkWritable, FigureFiles, figureEnvironment, svgToPng, writeFileAtomic } from '@inkling/node';
import type { Command } from 'commander';
import {
  type Callback,
  CategoricalCrossentropy,
  describeSplit,
  type History,
  InklingError,
  type LabeledImages,
  ModelCheckpoint,
  type Sequential,
  SparseCategoricalCrossentropy,
  type SplitRecord,
  splitData,
  takeImages,
} from 'inkling';
import { roundToFloat16, saveKerasH5 } from 'inkling/formats';
import { type Architecture, architectureNames, createNetwork, parseArchitecture } from '../architectures.js';
import { Console } from '../console.js';
import { dataPlace, loadTrainingData } from '../data.js';
import { loadDigitModel } from '../models.js';
import { positiveNumber, wholeNumber } from '../optionParsers.js';
import { tellReading } from '../pictureProgress.js';
import { type Recipe, type RecipeName, recipes } from '../recipes.js';
import { trainingsOf, weightsSha256 } from '../trainingRecord.js';
import { TrainingReport } from '../trainingReport.js';

interface TrainOptions {
  readonly data?: string;
  readonly recipe: RecipeName;
  readonly architecture?: Architecture;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
  readonly validation?: number;
  readonly seed: number;
  readonly from?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  command
    .option(
      '--data <folder>',
      "MNIST's files, pictures in folders 0 to 9, or `embedded` (default: 10,000 digits that come along)",
    )
    .addOption(
      command.createOption('--recipe <name>', 'settings to begin with').choices(Object.keys(recipes)).default('keras'),
    )
    .option(
      '--architecture <name>',
      `the network: ${architectureNames.join(', ')}, or a file NAME.json with Keras's model_config (default: classic; robust: bundled)`,
      parseArchitecture,
    )
    .option('--epochs <n>', 'how often every image is seen (default: 6; robust: 16)', wholeNumber(1))
    .option('--batch-size <n>', 'images in a step (default: 128; robust: 256)', wholeNumber(1))
    .option(
      '--learning-rate <x>',
      'step size of the optimizer, or its peak (default: 0.001; robust: 0.003)',
      positiveNumber,
    )
    .option('--validation <n>', 'how many images choose the best epoch (default: by the data)', wholeNumber(0))
    .option('--seed <n>', 'another seed, another network', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--from <file>', "start from this model's weights")
    .option('--out <file>', 'where the model goes (default: mnist_model.h5)')
    .option('--json', 'one JSON object a line: each epoch, then the result')
    .option('-q, --quiet', 'no progress and hints')
    .addHelpText('after', examples)
    .action(train);
}

async function train(options: TrainOptions): Promise<void> {
  const console = new Console(options);
  const settings: Settings = { ...recipes[options.recipe], ...given(options) };
  const out = options.out ?? 'mnist_model.h5';
  await checkWritable(out);

  const place = dataPlace(options.data);
  const all = await loadTrainingData(place, tellReading(console));
  const record = describeSplit(all, options.seed, options.validation);
  const split = splitData(all.labels, record);
  const training = takeImages(all, split.train, 'training');
  const validation = takeImages(all, split.validation, 'validation');
  const { model, trainings } = await startModel(settings.architecture, options);
  const steps = settings.epochs * Math.ceil(training.count / settings.batchSize);
  compile(model, settings, steps);

  const report = new TrainingReport(console, { epochs: settings.epochs, json: options.json === true });
  report.begin({ data: all.name, training: training.count, validation: validation.count, model });
  const checkpoint = new ModelCheckpoint();
  const callbacks: Callback[] = [report, checkpoint];
  const start = performance.now();
  const history = await model.fit(training, {
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    seed: options.seed,
    callbacks,
    ...(settings.augment && { augment: settings.augment }),
    ...(validation.count > 0 && { validation }),
  });
  checkpoint.restoreBest(model);
  const validationAccuracy = settings.float16 ? await round(model, validation) : bestAccuracy(history);
  // Rounded weights are not those that the optimizer's state belongs to.
  const saved = { record: { trainings: [...trainings, record] }, includeOptimizer: !settings.float16 };
  await writeFileAtomic(out, await saveKerasH5(model, saved));
  const seconds = (performance.now() - start) / 1000;

  const result = { history, validationAccuracy, validation: validation.count };
  report.end({ ...result, seconds, model, out, weightsSha256: weightsSha256(model) });
  if (!options.json || options.out) console.note(`learning curves: ${await writeCurves(history, out)}`);
  if (!options.json) nextSteps(console, out);
}

/** A recipe, but for what flags changed. */
type Settings = Omit<Recipe, 'architecture'> & { readonly architecture: Architecture };

/** Only the flags that were given: with `exactOptionalPropertyTypes`, an undefined one would hide the recipe's value. */
function given({ architecture, epochs, batchSize, learningRate }: TrainOptions) {
  return {
    ...(architecture && { architecture }),
    ...(epochs && { epochs }),
    ...(batchSize && { batchSize }),
    ...(learningRate && { learningRate }),
  };
}

/** A fresh network, or the one that `--from` names; with both, a fresh one that gets the other's weights. */
async function startModel(
  architecture: Architecture,
  { from, architecture: asked, seed }: TrainOptions,
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

function compile(model: Sequential, settings: Settings, steps: number): void {
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

/** Rounds the weights to what float16 has; returns the share of the validating images that the model then has right. */
async function round(model: Sequential, validation: LabeledImages): Promise<number | null> {
  roundToFloat16(model);
  return validation.count > 0 ? (await model.evaluate(validation)).accuracy : null;
}

function bestAccuracy({ epochs, bestEpoch }: History): number | null {
  return epochs[bestEpoch - 1].validationAccuracy ?? null;
}

async function writeCurves(history: History, out: string): Promise<string> {
  const { learningCurves } = await import('inkling/figures');
  const svg = learningCurves({ epochs: history.epochs, bestEpoch: history.bestEpoch }, figureEnvironment());
  const name = `${basename(out).replace(/\.(h5|hdf5|keras)$/, '')}-training`;
  return new FigureFiles(dirname(out)).write(name, svgToPng(svg), 'png');
}

function nextSteps(console: Console, out: string): void {
  console.hint(`see what it sees in your picture:  inkling predict picture.png --model ${out}`);
  console.hint(`see where it fails:                inkling evaluate --model ${out} --out figures`);
}

const examples = `
The best epoch is kept: highest accuracy on the images that validate, then lowest loss, then the earliest. Of MNIST the images
9,000 to 9,999 are in no training, so that every model can be compared on them: inkling evaluate does.
INKLING_DATA stands in for a missing --data.

Examples:
  inkling train
  inkling train --data mnist --epochs 12 --out better.h5    after inkling data download
  inkling train --data my-digits                            my-digits/0/*.png to my-digits/9/*.png
  inkling train --recipe robust --data mnist --out mine.h5  for other people's pictures, as the model that comes along
  inkling train --architecture lenet5 --seed 2 --json
  inkling train --architecture mine.json --out mine.h5      written by Keras: model.to_json()`;
