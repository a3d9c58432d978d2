import type { BatchLog } from 'inkling';
import { thousands } from './numbers.js';

const width = 24;

/** One line at the foot of the terminal that is drawn again and again. */
export class ProgressLine {
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  draw(line: string): void {
    this.stream.write(`\r\u001b[2K${line.slice(0, (this.stream.columns || 80) - 1)}`);
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

  constructor(
    stream: NodeJS.WriteStream,
    private readonly epochs: number,
  ) {
    this.line = new ProgressLine(stream);
  }

  /** @param epoch From 1. */
  draw(epoch: number, { step, steps, loss, accuracy, samplesPerSecond }: BatchLog): void {
    const done = (epoch - 1 + step / steps) / this.epochs;
    const elapsed = (performance.now() - this.start) / 1000;
    const line = [
      `epoch ${epoch}/${this.epochs}`,
      bar(step / steps),
      `${thousands(samplesPerSecond)} samples/s`,
      `loss ${loss.toFixed(4)}`,
      `accuracy ${(100 * accuracy).toFixed(1)} %`,
      `${duration((elapsed / done) * (1 - done))} left`,
    ].join('  ');
    this.line.draw(line);
  }

  /** Makes room for another line. */
  clear(): void {
    this.line.clear();
  }
}

/** A share (0..1) as a bar. */
export function bar(share: number): string {
  const full = Math.round(width * share);
  return '━'.repeat(full) + '─'.repeat(width - full);
}

/** `0:07`, `12:30`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
