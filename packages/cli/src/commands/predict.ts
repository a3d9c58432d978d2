import { basename } from 'node:path';
import { FigureFiles, type FigureFormat, figureEnvironment, svgToPng } from '@inkling/node';
import { Command, Option } from 'commander';
import { type NormalizedDigit, type PictureReading, type Pixels, readPicture, type Sequential } from 'inkling';
import { Console } from '../console.js';
import { errorCodeOf, messageOf } from '../errors.js';
import { Failed } from '../failed.js';
import { lookAhead } from '../lookAhead.js';
import { loadDigitModel } from '../models.js';
import { picturesOf } from '../pictures.js';
import { printReading } from '../printReading.js';

interface PredictOptions {
  readonly model?: string;
  readonly out?: string;
  readonly format: FigureFormat;
  readonly figure: boolean;
  readonly normalize: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function predictCommand(): Command {
  return new Command('predict')
    .argument('<picture...>', 'pictures, folders of pictures, or - for one from standard input')
    .option('--model <file>', 'the model that reads, as inkling train or Keras saved it')
    .option('--out <folder>', 'where the figures go (default: the current folder)')
    .addOption(new Option('--format <format>', 'of the figures').choices(['png', 'svg']).default('png'))
    .option('--no-figure', 'only the bars in the terminal')
    .option('--no-normalize', 'take a picture of 28×28 px as it is: white ink on black')
    .option('--json', 'one JSON object a line for each picture; figures only with --out')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', examples)
    .action(predict);
}

async function predict(places: readonly string[], options: PredictOptions): Promise<void> {
  const console = new Console(options);
  const files = await picturesOf(places);
  // The first pictures are read and decoded on other threads while this one loads the model.
  const pictures = lookAhead(files, (file) => file.decode());
  const first = pictures.next();
  const { model, notes } = await loadDigitModel(options.model);
  console.note(`model: ${options.model}`);
  for (const note of notes) console.note(note);

  let failed = false;
  let figures = wantsFigures(options) ? new FigureFiles(options.out ?? '.') : undefined;
  for (let next = await first; !next.done; next = await pictures.next()) {
    const { item, result } = next.value;
    let answer: Answer;
    try {
      answer = await readOne(item.name, await result, model, options);
    } catch (cause) {
      failed = true;
      if (options.json)
        console.printJson({ file: item.name, error: { code: errorCodeOf(cause), message: messageOf(cause) } });
      console.error(cause, item.name);
      continue;
    }
    if (options.json) console.printJson({ file: answer.name, ...answer.reading });
    else printReading(console, answer, files.length > 1);
    try {
      if (figures) console.note(`figure: ${await writeFigure(figures, answer, options)}`);
    } catch (cause) {
      // Told once, not for each picture; the answers go on.
      failed = true;
      figures = undefined;
      console.error(cause);
    }
  }
  if (failed) throw new Failed();
}

/** What was read in a picture, with all that a figure of it needs. */
interface Answer {
  /** As given. */
  readonly name: string;
  readonly picture: Pixels;
  readonly reading: PictureReading;
  readonly normalized: NormalizedDigit;
}

async function readOne(
  name: string,
  picture: Pixels,
  model: Sequential,
  { normalize }: PredictOptions,
): Promise<Answer> {
  return { name, picture, ...(await readPicture(model, picture, { normalize })) };
}

function wantsFigures({ figure, json, out }: PredictOptions): boolean {
  return figure && (!json || out !== undefined);
}

async function writeFigure(figures: FigureFiles, answer: Answer, { model, format }: PredictOptions): Promise<string> {
  const { name, picture, reading, normalized } = answer;
  const { predictionFigure } = await import('inkling/figures');
  const [digit] = reading.digits;
  const svg = predictionFigure(
    {
      picture,
      box: digit.box,
      pixels28: normalized.pixels,
      softmax: digit.softmax,
      verdict: reading.verdict,
      sentence: reading.sentence,
      warnings: reading.warnings,
      fileName: name === '-' ? 'standard input' : basename(name),
      modelName: basename(model ?? 'bundled'),
    },
    figureEnvironment(),
  );
  return figures.writeBeside(name, format === 'svg' ? Buffer.from(svg) : svgToPng(svg), format);
}

const examples = `
The figure of a picture NAME.jpg is NAME-inkling.png: the picture, the 28×28 that the network saw, and the softmax as bars.
A blank picture is an answer, not an error. With pictures that cannot be read the others go on, and the exit code is 1.

Examples:
  inkling predict photo.jpg --model mnist_model.h5
  inkling predict pictures/ --model mnist_model.h5 --out figures --format svg
  inkling predict *.png --model mnist_model.h5 --json > answers.jsonl
  curl -s https://example.org/4.png | inkling predict - --model mnist_model.h5`;
