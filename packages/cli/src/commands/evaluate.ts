import { join } from 'node:path';
import { checkWritable, FigureFiles } from '@inkling/node';
import type { Command } from 'commander';
import { evaluateImages } from 'inkling';
import { Console } from '../console.js';
import { type EvaluationData, type EvaluationSplit, loadEvaluationData, splitNames } from '../evaluationData.js';
import { evaluationJson } from '../evaluationJson.js';
import { loadDigitModel } from '../models.js';
import { thousands } from '../numbers.js';
import { printEvaluation } from '../printEvaluation.js';
import { trainingsOf } from '../trainingRecord.js';

interface EvaluateOptions {
  readonly model?: string;
  readonly data?: string;
  readonly split?: EvaluationSplit;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  command
    .option('--model <file>', 'the model, as inkling train or Keras saved it')
    .option('--data <folder>', "MNIST's files, or `embedded`: 10,000 digits that come along (default: embedded)")
    .addOption(
      command
        .createOption('--split <part>', 'of the data (default: embedded held-out, a folder test)')
        .choices(splitNames),
    )
    .option('--out <folder>', 'draw confusion matrix, hardest images and edge cases into this folder')
    .option('--json', 'as one JSON object')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', examples)
    .action(evaluate);
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const console = new Console(options);
  if (options.out) await checkWritable(join(options.out, 'confusion.png'));
  const { model, record, notes } = await loadDigitModel(options.model);
  console.note(`model: ${options.model}`);
  for (const note of notes) console.note(note);
  const trainings = trainingsOf(record);
  const data = await loadEvaluationData(options.data, options.split, trainings);
  if (trainings.length === 0) console.note(`${options.model} does not say which images it was trained on`);
  warnAboutSeen(console, data);

  const evaluation = await evaluateImages(model, data.images);
  if (options.json) console.printJson(evaluationJson(evaluation));
  else printEvaluation(console, data.images.name, evaluation);
  if (options.out) {
    const { writeEvaluationFigures } = await import('../evaluationFigures.js');
    for (const path of await writeEvaluationFigures(new FigureFiles(options.out), evaluation, data.images)) {
      console.note(`figure: ${path}`);
    }
  } else if (!options.json) {
    console.hint('--out figures draws the confusion matrix, the hardest images and the edge cases');
  }
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
  inkling evaluate --model mnist_model.h5 --out figures --json`;
