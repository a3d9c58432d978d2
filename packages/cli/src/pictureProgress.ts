import type { PicturesProgress } from '@inkling/node';
import { thousands } from 'inkling';
import type { Console } from './console.js';
import { bar, ProgressLine } from './progressBar.js';

/** Most often that a line is drawn anew. */
const intervalMs = 100;

/** Tells how far the reading of pictures is, where a progress bar may be drawn. */
export function tellReading(console: Console): (progress: PicturesProgress) => void {
  const line = new ProgressLine(process.stderr);
  let drawn = Number.NEGATIVE_INFINITY;
  return ({ done, total }) => {
    if (!console.showsProgress) return;
    if (done === total) return line.clear();
    if (performance.now() - drawn < intervalMs) return;
    drawn = performance.now();
    line.draw(`pictures  ${bar(done / total)}  ${thousands(done)} of ${thousands(total)}`);
  };
}
