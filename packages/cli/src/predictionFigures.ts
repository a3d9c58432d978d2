import { basename } from 'node:path';
import { FigureFiles, type FigureFormat, figureEnvironment, svgToPng } from '@inkling/node';
import type { NormalizedDigit, PictureReading, Pixels } from 'inkling';
import { predictionFigure } from 'inkling/figures';
import type { Console } from './console.js';

export interface PredictionFigureOptions {
  readonly model: string;
  readonly out?: string;
  readonly format: FigureFormat;
}

/** What is shown beside a reading where the model is calibrated. */
interface Calibrated {
  /** How often prediction sets hold the truth, 0..1. */
  readonly coverage: number;
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

  async write(answer: ReadPicture, calibrated?: Calibrated): Promise<void> {
    if (this.failed) return;
    try {
      const path = await this.files.writeBeside(answer.name, this.draw(answer, calibrated), this.options.format);
      this.console.note(`figure: ${path}`);
    } catch (cause) {
      this.failed = true;
      this.console.error(cause);
    }
  }

  /** Of several digits the most doubtful one is shown. */
  private draw({ name, picture, reading, digits }: ReadPicture, calibrated?: Calibrated): Uint8Array {
    const { model, format } = this.options;
    const shown = reading.digits.reduce(
      (least, { probability }, i, all) => (probability < all[least].probability ? i : least),
      0,
    );
    const digit = reading.digits[shown];
    const which = digits.length > 1 ? [`shown is digit ${shown + 1} of ${digits.length}, the most doubtful one`] : [];
    const svg = predictionFigure(
      {
        picture,
        box: digit.box,
        pixels28: digits[shown].pixels,
        softmax: digit.softmax,
        ...(calibrated && {
          probabilities: digit.probabilities,
          set: { candidates: digit.candidates, coverage: calibrated.coverage },
        }),
        verdict: reading.verdict,
        sentence: reading.sentence,
        warnings: [...which, ...reading.warnings],
        fileName: name === '-' ? 'standard input' : basename(name),
        modelName: basename(model),
      },
      figureEnvironment(),
    );
    return format === 'svg' ? Buffer.from(svg) : svgToPng(svg);
  }
}
