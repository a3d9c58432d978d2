import { type BatchLog, thousands } from 'inkling';

/** Columns of the bar itself: as many as there is room for. */
const barWidth = { most: 24, least: 6 } as const;

/** One line at the foot of the terminal that is drawn again and again. */
export class ProgressLine {
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** Characters that fit into a line. */
  get columns(): number {
    return (this.stream.columns || 80) - 1;
  }

  draw(line: string): void {
    this.stream.write(`\r\u001b[2K${line.slice(0, this.columns)}`);
    this.shown = true;
  }

  /** Makes room for another line. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[2K');
    this.shown = false;
  }
}

/** How far an epoch is. */
export class ProgressBar {
  private readonly start = performance.now();
  private readonly line: ProgressLine;
  /** Share of the training that an earlier process has done. */
  private skipped = 0;

  constructor(
    stream: NodeJS.WriteStream,
    private readonly epochs: number,
  ) {
    this.line = new ProgressLine(stream);
  }

  /** These epochs were done before; the time left does not count them. */
  skip(epochs: number): void {
    this.skipped = epochs / this.epochs;
  }

  /** @param epoch From 1. */
  draw(epoch: number, { step, steps, loss, accuracy, samplesPerSecond }: BatchLog): void {
    const done = (epoch - 1 + step / steps) / this.epochs;
    const elapsed = (performance.now() - this.start) / 1000;
    const line = progressLine(this.line.columns, step / steps, {
      epoch: `epoch ${epoch}/${this.epochs}`,
      speed: `${thousands(samplesPerSecond)} samples/s`,
      loss: `loss ${loss.toFixed(4)}`,
      accuracy: `accuracy ${(100 * accuracy).toFixed(1)} %`,
      left: `${duration((elapsed / (done - this.skipped)) * (1 - done))} left`,
    });
    this.line.draw(line);
  }

  /** Makes room for another line. */
  clear(): void {
    this.line.clear();
  }
}

/** The parts of the line beside the bar. */
interface ProgressParts {
  readonly epoch: string;
  readonly speed: string;
  readonly loss: string;
  readonly accuracy: string;
  readonly left: string;
}

/** What is left out where the terminal is narrow, first what is missed least. */
const omitted: readonly (keyof ProgressParts)[] = ['speed', 'loss', 'accuracy', 'epoch'];

/**
 * The line in at most `columns` characters: the bar shrinks first, then whole parts are left out, and time left stays.
 *
 * @param share Of the epoch that is done, 0..1.
 */
export function progressLine(columns: number, share: number, parts: ProgressParts): string {
  const order: readonly (keyof ProgressParts)[] = ['epoch', 'speed', 'loss', 'accuracy', 'left'];
  for (let dropped = 0; ; dropped++) {
    const [first, ...rest] = order
      .filter((name) => !omitted.slice(0, dropped).includes(name))
      .map((name) => parts[name]);
    const room = columns - [first, ...rest].join('  ').length - 2;
    if (room >= barWidth.least) return [first, bar(share, Math.min(room, barWidth.most)), ...rest].join('  ');
    if (dropped === omitted.length) return first.slice(0, columns);
  }
}

/** A share (0..1) as a bar. */
export function bar(share: number, width: number = barWidth.most): string {
  const full = Math.round(width * share);
  return '━'.repeat(full) + '─'.repeat(width - full);
}

/** `0:07`, `12:30`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
