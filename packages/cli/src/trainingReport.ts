import { statSync } from 'node:fs';
import {
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
  type Sequential,
  type TrainingState,
  thousands,
} from 'inkling';
import type { Console } from './console.js';
import { precisePercent } from './numbers.js';
import { duration, ProgressBar } from './progressBar.js';
import { tableRow } from './table.js';

const headers = ['epoch', '  loss', 'accuracy', 'validation loss', 'validation accuracy', 'samples/s'];
const widths = headers.map(({ length }) => length);

interface TrainingResult {
  readonly history: History;
  /** Of the saved model. */
  readonly validationAccuracy: number | null;
  /** From the first step to the saved file. */
  readonly seconds: number;
  readonly model: Sequential;
  readonly out: string;
  readonly weightsSha256: string;
  /** Images that chose the epoch. */
  readonly validation: number;
}

interface TrainingBegin {
  readonly data: string;
  /** Images. */
  readonly training: number;
  readonly validation: number;
  readonly model: Sequential;
  /** Where a training that goes on stood. */
  readonly progress: TrainingState | undefined;
}

/** Tells of a training while it runs: a progress bar, a row (or a line of JSON) for each epoch, the result. */
export class TrainingReport implements Callback {
  private readonly bar: ProgressBar;
  private epoch = 1;

  constructor(
    private readonly console: Console,
    private readonly options: { readonly epochs: number; readonly json: boolean },
  ) {
    this.bar = new ProgressBar(process.stderr, options.epochs);
  }

  begin(about: TrainingBegin): void {
    const { data, training, validation, model, progress } = about;
    const images = `${thousands(training)} images train, ${thousands(validation)} choose the best epoch`;
    this.console.note(`data ${data}: ${images}`);
    this.console.note(`network ${model.name}: ${thousands(model.countParams())} parameters`);
    if (progress) {
      const { epochs, step } = progress;
      this.console.note(
        `goes on after epoch ${epochs.length} of ${this.options.epochs}${step > 0 ? `, step ${step}` : ''}`,
      );
      this.bar.skip(epochs.length);
    }
    if (!this.options.json) this.console.print(tableRow(headers, widths));
  }

  /** Makes room for other lines. */
  pause(): void {
    this.bar.clear();
  }

  onEpochBegin(epoch: number): void {
    this.epoch = epoch;
  }

  onBatchEnd(log: BatchLog): void {
    if (this.console.showsProgress) this.bar.draw(this.epoch, log);
  }

  onEpochEnd({ seconds: _, ...log }: EpochLog): void {
    this.bar.clear();
    const { epoch, loss, accuracy, validationLoss = null, validationAccuracy = null, samplesPerSecond } = log;
    if (this.options.json) {
      this.console.printJson({ epoch, loss, accuracy, validationLoss, validationAccuracy, samplesPerSecond });
      return;
    }
    const cells = [
      `${epoch}/${this.options.epochs}`,
      loss.toFixed(4),
      precisePercent(accuracy),
      validationLoss?.toFixed(4) ?? '–',
      validationAccuracy === null ? '–' : precisePercent(validationAccuracy),
      thousands(samplesPerSecond),
    ];
    this.console.print(tableRow(cells, widths));
  }

  end({ history, validationAccuracy, seconds, model, out, weightsSha256, validation }: TrainingResult): void {
    const { epochs, bestEpoch } = history;
    // Rate × seconds are an epoch's samples; loading, validation and saving are in neither.
    const samples = epochs.reduce((sum, log) => sum + log.samplesPerSecond * log.seconds, 0);
    const samplesPerSecond = samples / epochs.reduce((sum, log) => sum + log.seconds, 0);
    if (this.options.json) {
      const parameters = model.countParams();
      const result = { epochs: epochs.length, bestEpoch, validationAccuracy, seconds, samplesPerSecond, parameters };
      this.console.printJson({ ...result, weightsSha256, model: out });
      return;
    }
    const right =
      validationAccuracy === null ? '' : `, ${precisePercent(validationAccuracy)} of ${thousands(validation)} right`;
    const size = `${(statSync(out).size / 2 ** 20).toFixed(1)} MB`;
    this.console.print(`\nbest epoch: ${bestEpoch}${right}`);
    this.console.print(
      `saved ${out} (${size}) after ${duration(seconds)} min, ${thousands(samplesPerSecond)} samples/s`,
    );
  }
}
