import { errorCodeOf, isInklingError, messageOf } from './errors.js';

/** How a command may speak. */
export interface ConsoleOptions {
  /** No progress, notes and hints; the answer, warnings and errors stay. */
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** What to try next, where an error's own sentence does not say it. */
const hints: Readonly<Record<string, string>> = {
  'data/missing': 'inkling data download fetches MNIST; pictures to learn from lie in folders named 0 to 9',
  'model/missing': 'train a model with inkling train, or name another with --model',
  'model/not-finite': 'train it again, with a lower --learning-rate if that is how it came about',
  'picture/missing': 'several pictures may be named, a folder, or - for standard input',
  'picture/unreadable': 'open the picture in another program and export it as PNG',
};

/**
 * The two streams of a command: stdout takes the answer and nothing else, stderr all the rest. Colours only for people
 * at a terminal, never with NO_COLOR (https://no-color.org).
 */
export class Console {
  constructor(private readonly options: ConsoleOptions = {}) {}

  /** A line of the answer. */
  print(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** One object of the answer, as a line. */
  printJson(value: object): void {
    this.print(JSON.stringify(value));
  }

  /** What happened beside the answer: which model was used, which file was written. */
  note(line: string): void {
    if (!this.options.quiet) process.stderr.write(`${line}\n`);
  }

  hint(line: string): void {
    this.note(`${paint('36', 'hint:')} ${line}`);
  }

  warn(line: string): void {
    process.stderr.write(`${paint('1;33', 'warning:')} ${line}\n`);
  }

  /** @param about What it happened with, named first unless the error's own sentence does. */
  error(cause: unknown, about = ''): void {
    const message = messageOf(cause);
    const start = about === '' || message.includes(about) ? '' : `${about}: `;
    process.stderr.write(`${paint('1;31', 'error:')} ${start}${message}\n`);
    if (process.env.INKLING_DEBUG && cause instanceof Error) {
      const why = cause.cause instanceof Error ? `cause: ${cause.cause.message}\n` : '';
      process.stderr.write(`code: ${errorCodeOf(cause)}\n${why}${cause.stack}\n`);
    }
    const hint = isInklingError(cause) ? hints[cause.code] : unexpected;
    if (hint) this.hint(hint);
  }

  /** Whether a progress bar may be drawn. */
  get showsProgress(): boolean {
    return process.stderr.isTTY === true && !this.options.quiet;
  }
}

const unexpected = 'this is a mistake of inkling itself; INKLING_DEBUG=1 shows where it comes from';

/** Whether a stream may have colours. */
export function mayColor(stream: { isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

function paint(code: string, text: string): string {
  return mayColor(process.stderr) ? `\u001b[${code}m${text}\u001b[0m` : text;
}
