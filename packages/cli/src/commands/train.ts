import { basename, dirname } from 'node:path';
import { checkWritable, FigureFiles, figureEnvironment, svgToPng, useThreads, writeFileAtomic } from '@inkling/node';
import type { Command } from 'commander';
import {
  architectureNames,
  type ConfidenceStatistics,
  compileWithRecipe,
  describeSplit,
  fitStatistics,
  type History,
  InklingError,
  type LabeledImages,
  loadKernels,
  ModelCheckpoint,
  notTrainedOn,
  type Sequential,
  splitData,
  statisticsToBytes,
  type TrainingRecipe,
  type TrainingRecipeName,
  takeImages,
  trainingRecipes,
} from 'inkling';
import { roundToFloat16, saveKerasH5 } from 'inkling/formats';
import { type Architecture, parseArchitecture } from '../architectures.js';
import { Console } from '../console.js';
import { coverageAdvice } from '../coverageHint.js';
import { dataPlace, loadTrainingData, nameWithoutPath } from '../data.js';
import { exitCode } from '../exitCode.js';
import { positiveNumber, wholeNumber } from '../optionParsers.js';
import { tellReading } from '../pictureProgress.js';
import { ProgressFile, readProgress } from '../progressFile.js';
import { onCtrlC } from '../signals.js';
import { startModel } from '../startModel.js';
import { Stopped } from '../stopped.js';
import { weightsSha256 } from '../trainingRecord.js';
import { TrainingReport } from '../trainingReport.js';
import { type TrainingSettings, withDigests } from '../trainingSettings.js';

/** A recipe, but for what flags changed. */
type Settings = Omit<TrainingRecipe, 'architecture'> & { readonly architecture: Architecture };

/** What was saved. */
interface Best {
  readonly accuracy: number | null;
  readonly statistics: ConfidenceStatistics | undefined;
}

interface TrainOptions {
  readonly data?: string;
  readonly recipe: TrainingRecipeName;
  readonly architecture?: Architecture;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
  readonly validation?: number;
  readonly seed: number;
  readonly threads?: number;
  readonly from?: string;
  readonly out?: string;
  readonly resume?: boolean;
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
      command
        .createOption('--recipe <name>', 'settings to begin with')
        .choices(Object.keys(trainingRecipes))
        .default('keras'),
    )
    .option(
      '--architecture <name>',
      `the network: ${architectureNames.join(', ')}, or a file NAME.json with Keras's model_config (${defaultsOf('architecture')})`,
      parseArchitecture,
    )
    .option('--epochs <n>', `how often images are gone through (${defaultsOf('epochs')})`, wholeNumber(1))
    .option('--batch-size <n>', `images in a step (${defaultsOf('batchSize')})`, wholeNumber(1))
    .option(
      '--learning-rate <x>',
      `step size of the optimizer, or its peak (${defaultsOf('learningRate')})`,
      positiveNumber,
    )
    .option('--validation <n>', 'how many images choose the best epoch (default: by the data)', wholeNumber(0))
    .option('--seed <n>', 'another seed, another network', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--threads <n>', 'how many threads work; the result is the same (default: all cores)', wholeNumber(1, 256))
    .option('--from <file>', "start from this model's weights")
    .option('--out <file>', 'where the model goes (default: mnist_model.h5)')
    .option('--resume', 'go on with the training into --out that was stopped, to the same bits')
    .option('--json', 'one JSON object a line: each epoch, then the result')
    .option('-q, --quiet', 'no progress and hints')
    .addHelpText('after', examples)
    .action(train);
}

/** `default: 6; fast: 1; robust: 24` */
function defaultsOf(setting: 'architecture' | 'epochs' | 'batchSize' | 'learningRate'): string {
  const { keras, ...others } = trainingRecipes;
  const different = Object.entries(others).filter(([, recipe]) => recipe[setting] !== keras[setting]);
  return [['default', keras] as const, ...different].map(([name, recipe]) => `${name}: ${recipe[setting]}`).join('; ');
}

async function train(options: TrainOptions): Promise<void> {
  const console = new Console(options);
  const settings: Settings = { ...trainingRecipes[options.recipe], ...given(options) };
  const out = options.out ?? 'mnist_model.h5';
  await checkWritable(out);
  useThreads(options.threads);
  // Compiled while data are read; whether that worked, those hear who need them.
  loadKernels().catch(() => undefined);

  const place = dataPlace(options.data);
  const all = await loadTrainingData(place, tellReading(console));
  const record = describeSplit({ ...all, name: nameWithoutPath(all, place) }, options.seed, options.validation);
  const split = splitData(all.labels, record);
  const training = takeImages(all, split.train, 'training');
  const validation = takeImages(all, split.validation, 'validation');
  const { model, trainings: before } = await startModel(settings.architecture, options);
  const calibrating = takeImages(all, notTrainedOn(before, all.labels, split.validation), 'validation');
  const { epochs, batchSize } = settings;
  const imagesPerEpoch = Math.min(training.count, settings.imagesPerEpoch ?? training.count);
  compileWithRecipe(model, settings, epochs * Math.ceil(imagesPerEpoch / batchSize));

  const began = withDigests(settingsOf(options, settings), all, model);
  const progress = options.resume ? await readProgress(out, began()) : undefined;
  const trainings = progress?.trainings ?? before;
  const checkpoint = new ModelCheckpoint();
  checkpoint.best = progress?.best;
  const file = new ProgressFile(out, console, { settings: began, trainings, checkpoint, epochs });
  const report = new TrainingReport(console, { epochs, json: options.json === true });
  const signal = stopAtCtrlC(console);
  if (!progress) await file.hintAtOther();
  const counts = { training: training.count, validation: validation.count };
  report.begin({ data: all.name, ...counts, model, progress: progress?.state });

  /** Saves the best epoch, with what makes its answers honest where the training is whole; returns that, and the share of the validating images that it has right. */
  const saveBest = async (isWhole: boolean): Promise<Best> => {
    checkpoint.restoreBest(model);
    const { float16 = false } = settings;
    const accuracy = float16 ? await round(model, validation) : (checkpoint.best?.log.validationAccuracy ?? null);
    const data = { training, validation: calibrating };
    const statistics = isWhole ? await statisticsOf(console, model, data) : undefined;
    // Rounded weights are not those that the optimizer's state belongs to.
    const saved = {
      record: { trainings: [...trainings, record] },
      statistics: statistics && statisticsToBytes(statistics),
      includeOptimizer: !float16,
    };
    await writeFileAtomic(out, await saveKerasH5(model, saved));
    return { accuracy, statistics };
  };
  const start = performance.now();
  let history: History;
  try {
    history = await model.fit(training, {
      epochs,
      batchSize,
      samplesPerEpoch: imagesPerEpoch,
      seed: options.seed,
      callbacks: [report, checkpoint, file],
      resume: progress?.state,
      signal,
      ...(settings.augment && { augment: settings.augment }),
      ...(validation.count > 0 && { validation }),
    });
  } catch (cause) {
    report.pause();
    if (!(cause instanceof InklingError) || cause.code !== 'training/diverged') throw cause;
    // The same steps would diverge again: there is nothing to go on with but the best epoch.
    await file.remove();
    if (checkpoint.best) await saveBest(false);
    tellDiverged(console, out, checkpoint, settings.learningRate);
    throw cause;
  }
  report.pause();
  const isWhole = history.epochs.length === epochs;
  const best = checkpoint.best ? await saveBest(isWhole && options.recipe !== 'fast') : undefined;
  if (!isWhole) return stopped(console, out, checkpoint, history.epochs.length);
  await file.remove();
  const seconds = (performance.now() - start) / 1000;

  const result = { history, validationAccuracy: best?.accuracy ?? null, validation: validation.count };
  report.end({ ...result, seconds, model, out, weightsSha256: weightsSha256(model) });
  const draws = options.recipe !== 'fast' && (!options.json || options.out);
  if (draws) console.note(`learning curves: ${await writeCurves(history, out)}`);
  if (!options.json) nextSteps(console, out, best?.statistics);
}

/** By option, what decides the bits of a training beside data and network. */
function settingsOf({ recipe, seed, from, validation }: TrainOptions, settings: Settings): TrainingSettings {
  const { architecture, epochs, batchSize, learningRate } = settings;
  const numbers = { epochs, 'batch-size': batchSize, 'learning-rate': learningRate };
  return { recipe, architecture, ...numbers, validation: validation ?? null, seed, from: from ?? null };
}

/** Ctrl-C ends the training after the batch under way; once more, it ends the process at once. */
function stopAtCtrlC(console: Console): AbortSignal {
  const stop = new AbortController();
  onCtrlC(() => {
    if (stop.signal.aborted) process.exit(exitCode.stopped);
    console.note('\nstopping after this batch; Ctrl-C once more ends at once');
    stop.abort();
  });
  return stop.signal;
}

/** @throws Stopped */
function stopped(console: Console, out: string, { best }: ModelCheckpoint, finished: number): never {
  const kept = best ? `the best epoch so far (${best.log.epoch} of ${finished}) is in ${out}` : 'no epoch was finished';
  console.warn(`stopped: ${kept}`);
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume');
  console.hint(`go on:  inkling ${args.join(' ')} --resume`);
  throw new Stopped();
}

function tellDiverged(console: Console, out: string, { best }: ModelCheckpoint, learningRate: number): void {
  if (!best) return;
  console.warn(`the best epoch before that (${best.log.epoch}) is in ${out}`);
  console.hint(
    `go on from it:  inkling train --from ${out} --learning-rate ${Number((learningRate / 10).toPrecision(3))} --out ${out}`,
  );
}

/** Only the flags that were given: with `exactOptionalPropertyTypes`, an undefined one would hide the recipe's value. */
function given({ architecture, epochs, batchSize, learningRate }: TrainOptions) {
  return {
    ...(architecture && { architecture }),
    ...(epochs && { epochs }),
    ...(batchSize && { batchSize }),
    ...(learningRate && { learningRate }),
  };
}

/** Rounds the weights to what float16 has; returns the share of the validating images that the model then has right. */
async function round(model: Sequential, validation: LabeledImages): Promise<number | null> {
  roundToFloat16(model);
  return validation.count > 0 ? (await model.evaluate(validation)).accuracy : null;
}

/** What makes the model's answers honest; nothing where no image validates, or where the network cannot be read from. */
async function statisticsOf(
  console: Console,
  model: Sequential,
  data: { training: LabeledImages; validation: LabeledImages },
): Promise<ConfidenceStatistics | undefined> {
  if (data.validation.count === 0) {
    console.note('the model stays uncalibrated: no image validates that it was not trained on');
    return undefined;
  }
  console.note('calibrating on the images that validate');
  try {
    return await fitStatistics(model, data);
  } catch (cause) {
    if (!(cause instanceof InklingError)) throw cause;
    console.warn(`the model stays uncalibrated: ${cause.message}`);
    return undefined;
  }
}

async function writeCurves(history: History, out: string): Promise<string> {
  const { learningCurves } = await import('inkling/figures');
  const svg = learningCurves({ epochs: history.epochs, bestEpoch: history.bestEpoch }, figureEnvironment());
  const name = `${basename(out).replace(/\.(h5|hdf5|keras)$/, '')}-training`;
  return new FigureFiles(dirname(out)).write(name, svgToPng(svg), 'png');
}

function nextSteps(console: Console, out: string, statistics: ConfidenceStatistics | undefined): void {
  const advice = coverageAdvice(statistics);
  const model = advice ? `${out} --coverage ${advice.coverage}` : out;
  console.hint(`see what it sees in your picture:  inkling predict picture.png --model ${model}`);
  console.hint(`see where it fails:                inkling evaluate --model ${model} --out figures`);
  if (advice) console.hint(`why --coverage ${advice.coverage}: ${advice.why}`);
}

const examples = `
The best epoch is kept: highest accuracy on the images that validate, then lowest loss, then the earliest. Of MNIST the images
9,000 to 9,999 are in no training, so that every model can be compared on them: inkling evaluate does.
INKLING_DATA stands in for a missing --data. Ctrl-C keeps the best epoch so far; the same command with --resume goes on.

Examples:
  inkling train
  inkling train --data mnist --epochs 12 --out better.h5    after inkling data download
  inkling train --data my-digits                            my-digits/0/*.png to my-digits/9/*.png
  inkling train --recipe fast --data mnist                  99 % in a few seconds; no figure
  inkling train --recipe robust --data mnist --out mine.h5  for other people's pictures, as the model that comes along
  inkling train --architecture lenet5 --seed 2 --json
  inkling train --architecture mine.json --out mine.h5      written by Keras: model.to_json()`;
