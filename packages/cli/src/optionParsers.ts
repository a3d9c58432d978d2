import { statSync } from 'node:fs';
import { extname } from 'node:path';

/** What commander takes for a wrong value of an option: it knows such errors by their code. */
export class InvalidValue extends Error {
  readonly code = 'commander.invalidArgument';
}

/** A parser of whole numbers from `least` on, for commander. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `, at least ${least}` : ` from ${least} to ${most}`;
    throw new InvalidValue(`It must be a whole number${range}.`);
  };
}

/** What `--coverage` means, wherever it is asked for. */
export const COVERAGE_HELP =
  'how often prediction sets hold the truth (default: 0.999, or as much as the model can promise)';

/** What `--class-conditional` means, wherever it is asked for. */
export const CLASS_CONDITIONAL_HELP = 'sets that hold the truth so often of each digit by itself';

/** Parses a share between 0 and 1, for commander. */
export function shareOfOne(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidValue('It must be a number between 0 and 1, such as 0.99.');
}

/** Parses a number above 0, for commander. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidValue('It must be a number above 0, such as 0.001.');
}

/** What somebody calls a figure or a report who takes the folder of figures for a file. */
const FILE_EXTENSIONS = new Set('.png .svg .jpg .jpeg .webp .gif .pdf .html'.split(' '));

/** Parses where figures go, for commander: a folder that is there or can be made, and that nobody means to be a file. */
export function figureFolder(text: string): string {
  if (FILE_EXTENSIONS.has(extname(text).toLowerCase()) && !statSync(text, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidValue('It is a folder that figures are written into: name one, such as figures.');
  return text;
}
