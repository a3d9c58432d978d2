import { join } from 'node:path';
import { checkWritable, FigureFiles, type LabeledPicture, svgToPng, useThreads, writeFileAtomic } from '@inkling/node';
import type { Command } from 'commander';
import {
  EDGE_CASE_MEASURES,
  type EdgeCaseMeasure,
  edgeCases,
  evaluateImages,
  InklingError,
  isRight,
  ranking,
  scoreDisputedLabels,
  thousands,
} from 'inkling';
import { Console } from '../console.js';
import { hintAtCoverage } from '../coverageHint.js';
import { type Evaluated, IN_GALLERY } from '../evaluated.js';
import { type EvaluationData, type EvaluationSplit, loadEvaluationData, splitNames } from '../evaluationData.js';
import { evaluationJson } from '../evaluationJson.js';
import { Failed } from '../failed.js';
import { BUNDLED, type LoadedModel, loadDigitModel } from '../models.js';
import { foldersOfNotDigits, scoreNotDigits } from '../notDigits.js';
import { CLASS_CONDITIONAL_HELP, COVERAGE_HELP, figureFolder, shareOfOne } from '../optionParsers.js';
import { evaluatePictures, picturesToEvaluate } from '../pictureEvaluation.js';
import { printEvaluation } from '../printEvaluation.js';
import { reportSources } from '../reportSources.js';
import { trainingsOf } from '../trainingRecord.js';

interface EvaluateOptions {
  readonly model: string;
  readonly data?: string;
  readonly split?: EvaluationSplit;
  readonly pictures?: string;
  readonly where?: readonly string[];
  readonly notDigits?: readonly string[];
  readonly coverage?: number;
  readonly classConditional?: boolean;
  readonly rank?: EdgeCaseMeasure;
  readonly report?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  command
    .option('--model <file>', 'the model, as inkling train or Keras saved it', BUNDLED)
    .option('--data <folder>', "MNIST's files, or `embedded`: 10,000 digits that come along (default: embedded)")
    .addOption(
      command
        .createOption('--split <part>', 'of the data (default: embedded held-out, a folder test)')
        .choices(splitNames),
    )
    .option(
      '--pictures <folder>',
      'pictures of any size: labels.csv (file, and label or digits), a folder for each label, or IDX files',
    )
    .option('--where <condition...>', 'only the pictures whose row of labels.csv has COLUMN=VALUE')
    .option('--not-digits <folder...>', 'pictures that are none, any that --pictures takes: how many are refused')
    .option('--coverage <x>', COVERAGE_HELP, shareOfOne)
    .option('--class-conditional', CLASS_CONDITIONAL_HELP)
    .addOption(
      command
        .createOption('--rank <measure>', 'what makes an image an edge case (default: margin)')
        .choices(EDGE_CASE_MEASURES),
    )
    .option(
      '--out <folder>',
      'draw confusion matrix, hard cases and how far to trust the answers into this folder',
      figureFolder,
    )
    .option('--report <file>', 'all of it, with every figure, as one HTML page')
    .option('--json', 'as one JSON object')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', examples)
    .action(evaluate);
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const console = new Console(options);
  const { pictures, where = [] } = options;
  if (pictures !== undefined && (options.data !== undefined || options.split !== undefined)) {
    throw new InklingError('usage/invalid', 'Either --pictures or --data and --split say what to evaluate on.');
  }
  if (pictures === undefined && where.length > 0) {
    throw new InklingError('usage/invalid', '--where chooses among --pictures. Name their folder.');
  }
  if (pictures !== undefined && options.rank !== undefined) {
    throw new InklingError('usage/invalid', '--rank orders the edge cases among images. Leave out --pictures.');
  }
  if (options.out) await checkWritable(join(options.out, 'confusion.png'));
  if (options.report) await checkWritable(options.report);
  useThreads();
  const toRead = pictures === undefined ? undefined : await picturesToEvaluate(pictures, where);
  const others = await foldersOfNotDigits(options.notDigits ?? []);
  const loaded = await loadDigitModel(options.model);
  console.note(`model: ${options.model}`);
  for (const note of loaded.notes) console.note(note);
  hintAtCoverage(console, loaded.statistics, options);
  const done = toRead ? await onPictures(console, loaded, toRead, options) : await onImages(console, loaded, options);

  const { coverage, classConditional } = options;
  const answers = { statistics: loaded.statistics, coverage, classConditional };
  const { scores, failed } = await scoreNotDigits(others, done.readings, loaded, answers, console);
  if (options.json) console.printJson(evaluationJson(done, scores));
  else printEvaluation(console, done, scores);
  const figures = options.out || options.report ? await draw(done) : {};
  if (options.out) {
    const files = new FigureFiles(options.out);
    for (const [name, svg] of Object.entries(figures)) {
      console.note(`figure: ${await files.write(name, svgToPng(svg), 'png')}`);
    }
  } else if (!options.json) console.hint(done.figuresHint);
  if (options.report) {
    const { evaluationReport } = await import('../evaluationReport.js');
    const html = evaluationReport({
      ...{ ...done, figures, scores, loaded },
      ...{ modelName: options.model, sources: reportSources(options, done) },
    });
    await writeFileAtomic(options.report, Buffer.from(html));
    console.note(`report: ${options.report}`);
  }
  if (done.failed || failed) throw new Failed();
}

/** Every figure by name, as SVG. */
async function draw(done: Evaluated): Promise<Record<string, string>> {
  const { trustFigures } = await import('../trustFigures.js');
  return { ...(await done.draw()), ...trustFigures(done.answers) };
}

async function onPictures(
  console: Console,
  { model, statistics }: LoadedModel,
  pictures: readonly LabeledPicture[],
  { pictures: name = '', coverage, classConditional }: EvaluateOptions,
): Promise<Evaluated> {
  const answers = { statistics, coverage, classConditional };
  const result = await evaluatePictures(model, pictures, console, answers);
  return {
    name,
    things: 'pictures',
    evaluation: result.evaluation,
    readings: result.rows.flatMap(({ label, reading }) => (label === undefined ? [] : reading)),
    answers: result.rows.flatMap((row) =>
      row.label === undefined ? [] : { confidence: row.reading.confidence, right: isRight(row) },
    ),
    draw: async () => (await import('../pictureFigures.js')).pictureFigures(model, result, { name, answers }),
    figuresHint: '--out figures shows every stage of what was read wrongly, and how far to trust the answers',
    failed: result.failed,
  };
}

async function onImages(
  console: Console,
  { model, statistics, record }: LoadedModel,
  options: EvaluateOptions,
): Promise<Evaluated> {
  const { rank = 'margin', coverage, classConditional } = options;
  if (rank === 'spread' && !statistics) {
    throw new InklingError(
      'usage/invalid',
      `--rank spread needs a calibrated model: of others one pass is made. Run inkling calibrate --model ${options.model} first.`,
    );
  }
  const trainings = trainingsOf(record);
  const data = await loadEvaluationData(options.data, options.split, trainings);
  if (trainings.length === 0) console.note(`${options.model} does not say which images it was trained on`);
  warnAboutSeen(console, data);
  const evaluation = await evaluateImages(model, data.images, { statistics, coverage, classConditional });
  const { readings } = evaluation;
  const edges = edgeCases(evaluation, IN_GALLERY, rank).map((edge) => {
    const [digit, rival] = ranking(readings[edge.index].digits[0].probabilities);
    return { ...edge, label: data.images.labels[edge.index], digit, rival };
  });
  return {
    name: data.images.name,
    things: 'images',
    evaluation,
    readings,
    answers: readings.map(({ digits: [{ digit, probability }] }, i) => ({
      confidence: probability,
      right: digit === data.images.labels[i],
    })),
    disputed:
      data.disputed.length === 0
        ? undefined
        : scoreDisputedLabels(
            data.disputed,
            readings.map(({ digits: [{ digit }] }) => digit),
          ),
    edgeCases: edges,
    draw: async () => {
      const { evaluationFigures } = await import('../evaluationFigures.js');
      return evaluationFigures(evaluation, data, { edges, rank });
    },
    figuresHint:
      '--out figures draws the confusion matrix, the hardest images, the edge cases and how far to trust the answers',
    failed: false,
  };
}

/** A model is always good on what it has learnt by heart. */
function warnAboutSeen(console: Console, { images, trained, validated }: EvaluationData): void {
  const of = thousands(images.count);
  if (trained > 0) {
    const seen = trained === images.count ? `these ${of} images` : `${thousands(trained)} of these ${of} images`;
    console.warn(`THE MODEL WAS TRAINED ON ${seen.toUpperCase()}: what follows does not tell how it reads new digits.`);
    console.hint('--split held-out takes images that no training sees, --split test the test set of a folder');
  } else if (validated > 0) {
    console.warn(`the best epoch was chosen by these ${of} images: new digits are read a little worse than this.`);
  }
}

const examples = `
Examples:
  inkling evaluate --model mnist_model.h5                        1,000 digits that no training sees
  inkling evaluate --model mnist_model.h5 --data mnist           MNIST's test set
  inkling evaluate --pictures cheques --where quality=0
  inkling evaluate --model mnist_model.h5 --out figures --json
  inkling evaluate --rank spread --out figures                   the images that small changes decide
  inkling evaluate --data mnist --not-digits letters trousers --report report.html`;
