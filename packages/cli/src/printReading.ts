import { type NormalizedDigit, type PictureReading, sideBySide, terminalBars, terminalDigit } from 'inkling';
import { type Console, mayColor } from './console.js';

/** Columns of the digit and of the space beside it. */
const digitWidth = 28 + 3;
const widestBars = 48;

interface Answer {
  /** The picture, as given. */
  readonly name: string;
  readonly reading: PictureReading;
  readonly normalized: NormalizedDigit;
}

/** A reading for people: the 28×28 that the network saw beside its ten bars, the sentence, and what may be wrong. */
export function printReading(console: Console, { name, reading, normalized }: Answer, several: boolean): void {
  const color = mayColor(process.stdout);
  const width = Math.min(widestBars, (process.stdout.columns || 80) - digitWidth);
  const bars = terminalBars(reading.digits[0].softmax, { width, color });
  if (several) console.print(name);
  console.print(sideBySide(terminalDigit(normalized.pixels, { color }), bars));
  console.print(color ? `\u001b[1m${reading.sentence}\u001b[0m` : reading.sentence);
  for (const warning of reading.warnings) console.print(`note: ${warning}`);
  if (several) console.print('');
}
