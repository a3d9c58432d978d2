import { basename } from 'node:path';
import { FigureFiles, type FigureFormat, figureEnvironment, svgToPng } from '@inkling/node';
import type { NormalizedDigit, PictureReading, Pixels } from 'inkling';
import { type NearestFigureInput, nearestFigure, predictionFigure, textFigure } from 'inkling/figures';
import type { Console } from './console.js';
import { leastSure } from './leastSure.js';

export interface PredictionFigureOptions {
  readonly model: string;
  readonly out?: string;
  readonly format: FigureFormat;
}

/** The prediction sets of a calibrated model. */
interface Sets {
  /** How often they hold the truth, 0..1. */
  readonly coverage: number;
  /** Whether they do so of each digit by itself. */
  readonly classConditional?: boolean | undefined;
}

/** A picture that has been read. */
export interface ReadPicture {
  /** As given. */
  readonly name: string;
  readonly picture: Pixels;
  readonly reading: PictureReading;
  /** What the network was shown of each digit. */
  readonly digits: readonly NormalizedDigit[];
}

/** Draws and writes the figures of one run of `predict`. */
export class PredictionFigures {
  /** Whether a figure could not be written. That is told once, not for each picture, and the answers go on. */
  failed = false;
  private readonly files: FigureFiles;

  constructor(
    private readonly options: PredictionFigureOptions,
    private readonly console: Console,
  ) {
    this.files = new FigureFiles(options.out ?? '.');
  }

  async write(answer: ReadPicture, sets?: Sets): Promise<void> {
    await this.save(answer.name, () => this.draw(answer, sets));
  }

  /** Draws the known digits that are most like the least sure digit of a reading. */
  async writeNearest({ name, reading, digits }: ReadPicture, rows: NearestFigureInput['rows']): Promise<void> {
    const { pixels } = digits[leastSure(reading)];
    await this.save(name, () => nearestFigure({ pixels28: pixels, rows }, figureEnvironment()), 'nearest');
  }

  private async save(name: string, draw: () => string, about?: string): Promise<void> {
    if (this.failed) return;
    const { format } = this.options;
    try {
      const svg = draw();
      const figure = format === 'svg' ? Buffer.from(svg) : svgToPng(svg);
      this.console.note(`figure: ${await this.files.writeBeside(name, figure, format, about)}`);
    } catch (cause) {
      this.failed = true;
      this.console.error(cause);
    }
  }

  private draw({ name, picture, reading, digits }: ReadPicture, sets?: Sets): string {
    const { model } = this.options;
    const { verdict, sentence, warnings } = reading;
    const names = { fileName: name === '-' ? 'standard input' : basename(name), modelName: basename(model) };
    const about = { picture, verdict, sentence, warnings, ...names };
    const all = reading.digits.map((digit, i) => ({
      ...digit,
      pixels28: digits[i].pixels,
    }));
    const [digit] = all;
    const believed = sets && { probabilities: digit.probabilities, set: { candidates: digit.candidates, ...sets } };
    const { box, pixels28, softmax } = digit;
    return all.length > 1
      ? textFigure({ ...about, digits: all, ...sets }, figureEnvironment())
      : predictionFigure({ ...about, box, pixels28, softmax, ...believed }, figureEnvironment());
  }
}
