import { useThreads } from '@inkling/node';
import type { Command } from 'commander';
import { readPicture, type Sequential, thresholdAt } from 'inkling';
import { Console } from '../console.js';
import { hintAtCoverage } from '../coverageHint.js';
import { errorCodeOf, messageOf } from '../errors.js';
import { Failed } from '../failed.js';
import { lookAhead } from '../lookAhead.js';
import { BUNDLED, loadDigitModel } from '../models.js';
import type { Nearest } from '../nearest.js';
import { CLASS_CONDITIONAL_HELP, COVERAGE_HELP, figureFolder, shareOfOne } from '../optionParsers.js';
import { picturesOf } from '../pictures.js';
import { type PredictionFigureOptions, PredictionFigures } from '../predictionFigures.js';
import { printReading } from '../printReading.js';

interface PredictOptions extends PredictionFigureOptions {
  readonly figure: boolean;
  readonly normalize: boolean;
  readonly nearest?: boolean;
  readonly coverage?: number;
  readonly classConditional?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  command
    .argument('<picture...>', 'pictures, folders of pictures, or - for one from standard input')
    .option('--model <file>', 'the model that reads, as inkling train or Keras saved it', BUNDLED)
    .option('--coverage <x>', COVERAGE_HELP, shareOfOne)
    .option('--class-conditional', CLASS_CONDITIONAL_HELP)
    .option('--out <folder>', 'where the figures go (default: the current folder)', figureFolder)
    .addOption(command.createOption('--format <format>', 'of the figures').choices(['png', 'svg']).default('png'))
    .option('--no-figure', 'only the bars in the terminal')
    .option('--nearest', 'show known digits that the model finds most like this one, of the winner and its rival')
    .option('--no-normalize', 'take a picture of 28×28 px as it is: white ink on black')
    .option('--json', 'one JSON object a line for each picture; figures only with --out')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', examples)
    .action(predict);
}

async function predict(places: readonly string[], options: PredictOptions): Promise<void> {
  const console = new Console(options);
  const figures = wantsFigures(options) ? new PredictionFigures(options, console) : undefined;
  const files = await picturesOf(places);
  // The first pictures are read and decoded on other threads while this one loads the model.
  const pictures = lookAhead(files, (file) => file.decode());
  const first = pictures.next();
  const { model, statistics, notes } = await loadDigitModel(options.model);
  console.note(`model: ${options.model}`);
  for (const note of notes) console.note(note);
  hintAtCoverage(console, statistics, options);

  const { normalize, coverage, classConditional } = options;
  const sets = statistics && {
    coverage: thresholdAt(statistics, { coverage, classConditional }).coverage,
    classConditional,
  };
  if (statistics && !options.json)
    console.note(
      'bars: one pass of the network; the sentence below: mean of several passes (of several digits: neighbours weighed in), calibrated',
    );
  const nearest = options.nearest ? await nearestOf(model) : undefined;
  let failed = false;
  for (let next = await first; !next.done; next = await pictures.next()) {
    const { item, result } = next.value;
    try {
      const picture = await result;
      const read = await readPicture(model, picture, { normalize, statistics, coverage, classConditional });
      const answer = { name: item.name, ...read };
      const near = await nearest?.of(read);
      const asked = classConditional && sets;
      if (options.json)
        console.printJson({ file: answer.name, ...answer.reading, nearest: near, ...(asked && { sets }) });
      else printReading(console, answer, files.length > 1);
      await figures?.write({ ...answer, picture }, sets);
      if (nearest && near && near.length > 0)
        await figures?.writeNearest({ ...answer, picture }, await nearest.pictures(near));
    } catch (cause) {
      failed = true;
      const error = { code: errorCodeOf(cause), message: messageOf(cause) };
      if (options.json) console.printJson({ file: item.name, error });
      console.error(cause, item.name);
    }
  }
  if (failed || figures?.failed) throw new Failed();
}

/** Loaded where it is asked for: most answers do without. */
async function nearestOf(model: Sequential): Promise<Nearest> {
  const { Nearest: Looking } = await import('../nearest.js');
  useThreads();
  return new Looking(model);
}

function wantsFigures({ figure, json, out }: PredictOptions): boolean {
  return figure && (!json || out !== undefined);
}

const examples = `
The figure of a picture NAME.jpg is NAME-inkling.png: the picture, the 28×28 that the network saw, and the softmax as bars.
A blank picture is an answer, not an error. With pictures that cannot be read the others go on, and the exit code is 1.

Examples:
  inkling predict photo.jpg
  inkling predict pictures/ --model mnist_model.h5 --out figures --format svg
  inkling predict four.png --nearest
  inkling predict *.png --json > answers.jsonl
  curl -s https://example.org/4.png | inkling predict -`;
