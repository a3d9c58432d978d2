import type { HistoryEntry } from './entry.js';

const FORMAT = 'inkling-replay';
const VERSION = 1;

/** All entries as a file that shows them again: strokes with their times, and the 28×28 of each digit. */
export function replayFile(entries: readonly HistoryEntry[]): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, entries });
}

/** Whether a file's beginning is that of a replay. */
export function isReplay(text: string): boolean {
  return text.startsWith(`{"format":"${FORMAT}"`);
}

/**
 * The entries of a replay file.
 *
 * @throws Error with a sentence where the file is none
 */
export function parseReplay(text: string): HistoryEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notReplay();
  }
  if (!isRecord(value) || value.format !== FORMAT || value.version !== VERSION || !Array.isArray(value.entries)) {
    throw notReplay();
  }
  if (!value.entries.every(isEntry)) throw notReplay();
  return value.entries;
}

function notReplay(): Error {
  return new Error('This is no replay file that this version of the page knows. Export one under History.');
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!isRecord(value)) return false;
  const { id, when, name, model, text, sentence, verdict, confidence, digits, drawing } = value;
  return (
    [id, when, name, model, text, sentence].every((own) => typeof own === 'string') &&
    ['sure', 'unsure', 'not-a-digit'].includes(String(verdict)) &&
    typeof confidence === 'number' &&
    Array.isArray(digits) &&
    digits.every(isDigit) &&
    (drawing === undefined || isDrawing(drawing))
  );
}

function isDigit(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { digit, softmax, pixels } = value;
  return Number.isInteger(digit) && isNumbers(softmax, 10) && isNumbers(pixels, 784);
}

function isDrawing(value: unknown): boolean {
  const isPoint = (point: unknown) =>
    isRecord(point) && ['x', 'y', 'pressure', 'ms'].every((name) => Number.isFinite(point[name]));
  return Array.isArray(value) && value.every((stroke) => Array.isArray(stroke) && stroke.every(isPoint));
}

function isNumbers(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(Number.isFinite);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
