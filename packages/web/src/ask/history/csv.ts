import type { HistoryEntry } from './entry.js';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** A row for each digit of each entry, after RFC 4180: what was asked, what was answered, the softmax of all ten. */
export function historyCsv(entries: readonly HistoryEntry[]): string {
  const head = ['when', 'name', 'model', 'text', 'confidence', 'verdict', 'digit', ...DIGITS.map((d) => `p${d}`)];
  const rows = entries.flatMap(({ when, name, model, text, confidence, verdict, digits }) =>
    digits.map(({ digit, softmax }) => [
      ...[when, name, model, text.replaceAll('\n', ' '), String(confidence), verdict, String(digit)],
      ...softmax.map(String),
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** Spreadsheets take a text that begins like a formula for one: an apostrophe before it keeps it a text. */
function quoted(cell: string): string {
  const safe = /^[=+@\t]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
