import {
  type DigitReading,
  type NormalizedDigit,
  type PictureReading,
  percent,
  sideBySide,
  terminalBars,
  terminalDigit,
} from 'inkling';
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

/**
 * A reading for people: the 28×28 that the network saw beside its ten bars (of several digits a line each), the sentence, and what
 * may be wrong.
 */
export function printReading(console: Console, { name, reading, normalized }: Answer, several: boolean): void {
  const color = mayColor(process.stdout);
  if (several) console.print(name);
  if (reading.digits.length === 1) printBars(console, reading.digits[0], normalized, color);
  else for (const digit of reading.digits) console.print(`${digit.digit}  ${percent(digit.probability)}`);
  console.print(color ? `\u001b[1m${reading.sentence}\u001b[0m` : reading.sentence);
  for (const warning of reading.warnings) console.print(`note: ${warning}`);
  if (several) console.print('');
}

function printBars(console: Console, { softmax }: DigitReading, normalized: NormalizedDigit, color: boolean): void {
  const width = Math.min(widestBars, (process.stdout.columns || 80) - digitWidth);
  const bars = terminalBars(softmax, { width, color });
  console.print(sideBySide(terminalDigit(normalized.pixels, { color }), bars));
}
