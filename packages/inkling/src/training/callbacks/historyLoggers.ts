import * as z from 'zod/mini';
import type { Callback, CallbackState, EpochLog } from '../../model/callbacks.js';
import type { Sequential } from '../../model/sequential.js';

/**
 * Takes text as it comes, for instance into a file; what returns a promise is waited for.
 *
 * @example
 * const lines: string[] = [];
 * const sink: TextSink = (text) => void lines.push(text);
 */
export type TextSink = (text: string) => void | Promise<void>;

/**
 * What stands between columns, and whether the lines have a heading.
 *
 * @example
 * const options: CSVLoggerOptions = { separator: ';', append: true };
 */
export interface CSVLoggerOptions {
  /** Between columns; a comma by default. */
  readonly separator?: string;
  /** Whether what is written goes on from earlier lines, so that no heading is needed; false by default. */
  readonly append?: boolean;
}

/** An epoch with the learning rate that its last step was followed by. */
type LoggedEpoch = EpochLog & { readonly learningRate: number };

const COLUMNS: readonly (keyof LoggedEpoch)[] = [
  'epoch',
  'loss',
  'accuracy',
  'validationLoss',
  'validationAccuracy',
  'learningRate',
  'samplesPerSecond',
  'seconds',
];

const stateSchema = z.object({ hasHeading: z.boolean() });

/**
 * Writes each epoch as a line of comma-separated values below a heading: epoch (from 1), loss, accuracy, validationLoss,
 * validationAccuracy (empty without validation), learningRate, samplesPerSecond, seconds.
 *
 * @example
 * await model.fit(digits, { epochs: 1, callbacks: [new CSVLogger(textFile('history.csv'))] });
 */
export class CSVLogger implements Callback {
  private readonly separator: string;
  private readonly append: boolean;
  private hasHeading: boolean;

  constructor(
    private readonly write: TextSink,
    { separator = ',', append = false }: CSVLoggerOptions = {},
  ) {
    this.separator = separator;
    this.append = append;
    this.hasHeading = append;
  }

  onTrainBegin(): void {
    this.hasHeading = this.append;
  }

  async onEpochEnd(log: EpochLog, model: Sequential): Promise<void> {
    const epoch = withLearningRate(log, model);
    const heading = this.hasHeading ? [] : [COLUMNS.join(this.separator)];
    const line = COLUMNS.map((column) => epoch[column] ?? '').join(this.separator);
    this.hasHeading = true;
    await this.write([...heading, line, ''].join('\n'));
  }

  getState(): CallbackState {
    return { hasHeading: this.hasHeading };
  }

  setState(state: CallbackState): void {
    this.hasHeading = stateSchema.parse(state).hasHeading;
  }
}

/**
 * Writes each epoch as a JSON object on a line of its own, with the names of `CSVLogger`'s columns.
 *
 * @example
 * await model.fit(digits, { epochs: 1, callbacks: [new JSONLogger(textFile('history.jsonl'))] });
 */
export class JSONLogger implements Callback {
  constructor(private readonly write: TextSink) {}

  async onEpochEnd(log: EpochLog, model: Sequential): Promise<void> {
    await this.write(`${JSON.stringify(withLearningRate(log, model))}\n`);
  }
}

function withLearningRate(log: EpochLog, model: Sequential): LoggedEpoch {
  return { ...log, learningRate: model.compiledOptions().optimizer.learningRate };
}
