import { type Evaluation, sharePercent, thousands } from 'inkling';
import { abstentionLines } from './abstention.js';
import type { Console } from './console.js';
import { disputeLines } from './disputedLabels.js';
import type { Evaluated } from './evaluated.js';
import { mostConfused } from './mostConfused.js';
import type { NotDigitsScores } from './notDigits.js';
import { precisePercent } from './numbers.js';
import { tableRow } from './table.js';

/** An evaluation for people: the share that is right with its interval, how honest the probabilities are, the confusion. */
export function printEvaluation(console: Console, evaluated: Evaluated, notDigits: readonly NotDigitsScores[]): void {
  const { name, things, evaluation, answers, disputed } = evaluated;
  const { n, accuracy, interval, errors, nll, brier, ece, sure, sureAccuracy, refused, byKind } = evaluation;
  const range = `95 % interval ${precisePercent(interval[0])} to ${precisePercent(interval[1])}`;
  console.print(`${name}: ${thousands(n)} ${things}`);
  console.print(`accuracy  ${shareOr(accuracy)}  (${range}; ${thousands(errors)} of ${thousands(n)} wrong)`);
  for (const [kind, own] of Object.entries(byKind)) console.print(`  ${kind}: ${shareOr(own.accuracy)} of ${own.n}`);
  console.print(
    `sure of   ${shareOr(sure)}${sureAccuracy === null ? '' : `, and right in ${precisePercent(sureAccuracy)} of those`}`,
  );
  if (refused) console.print(`refused   ${precisePercent(refused)}`);
  console.print(`NLL ${scoreOr(nll)}, Brier ${scoreOr(brier)}, calibration error ${shareOr(ece)}`);
  for (const { folder, n: others, refused: share, auroc } of notDigits) {
    const told = auroc === null ? '' : `, told from digits with AUROC ${auroc.toFixed(4)}`;
    console.print(`no digits: ${precisePercent(share)} of ${thousands(others)} in ${folder} refused${told}`);
  }
  for (const line of abstentionLines(answers)) console.print(line);
  if (disputed) for (const line of disputeLines(disputed)) console.print(line);
  console.print('\nrows: the true digit; columns: what was read');
  for (const line of confusionTable(evaluation)) console.print(line);
  const pairs = mostConfused(evaluation.confusion).map(
    ({ truth, read, count }) => `${truth} read as ${read} (${count})`,
  );
  if (pairs.length > 0) console.print(`\nmost confused: ${pairs.join(', ')}`);
}

function shareOr(share: number | null): string {
  return share === null ? '–' : precisePercent(share);
}

function scoreOr(score: number | null): string {
  return score === null ? '–' : score.toFixed(4);
}

function confusionTable({ confusion, perClass }: Evaluation): string[] {
  const digits = confusion.map((_, digit) => String(digit));
  const widths = [1, ...digits.map((_, column) => columnWidth(confusion, column)), 7, 9];
  const head = tableRow(['', ...digits, 'recall', 'precision'], widths);
  const share = (value: number | null) => (value === null ? '–' : sharePercent(value));
  const rows = confusion.map((row, digit) => {
    const cells = row.map((count) => (count === 0 ? '·' : String(count)));
    const { recall, precision } = perClass[digit];
    return tableRow([String(digit), ...cells, share(recall), share(precision)], widths);
  });
  return [head, ...rows];
}

function columnWidth(confusion: Evaluation['confusion'], column: number): number {
  return Math.max(...confusion.map((row) => String(row[column]).length));
}
