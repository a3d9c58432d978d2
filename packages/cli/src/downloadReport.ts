import type { DownloadProgress } from '@inkling/node';
import type { Console } from './console.js';
import { bar, ProgressLine } from './progressBar.js';

/** Most often that a line is drawn anew. */
const intervalMs = 100;

/** Tells how far a download is: a bar for people, a line for each file otherwise. */
export class DownloadReport {
  private readonly line = new ProgressLine(process.stderr);
  private drawn = Number.NEGATIVE_INFINITY;
  private file = '';

  constructor(private readonly console: Console) {}

  readonly tell = ({ file, received, total }: DownloadProgress): void => {
    if (!this.console.showsProgress) {
      if (file !== this.file)
        this.console.note(`fetching ${file}${total === undefined ? '' : ` (${megabytes(total)})`}`);
      this.file = file;
      return;
    }
    if (performance.now() - this.drawn < intervalMs) return;
    this.drawn = performance.now();
    const share = total === undefined ? '' : `${bar(received / total)}  `;
    const whole = total === undefined ? '' : ` of ${megabytes(total)}`;
    this.line.draw(`${file}  ${share}${megabytes(received)}${whole}`);
  };

  end(): void {
    this.line.clear();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
