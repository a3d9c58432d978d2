import type { Evaluated } from './evaluated.js';
import type { NotDigitsScores } from './notDigits.js';

/** An evaluation with the fields that `--json` promises; see docs/cli.md. */
export function evaluationJson(
  { evaluation, disputed, edgeCases }: Evaluated,
  notDigits: readonly NotDigitsScores[],
): object {
  const { n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw } = evaluation;
  const { refused, sure, sureAccuracy, confusion, perClass, sets, byKind, oneDigit } = evaluation;
  return {
    ...{ n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw },
    ...{ refused, sure, sureAccuracy, confusion, perClass, sets, byKind, oneDigit },
    notDigits,
    // Left out of the line where pictures were evaluated.
    edgeCases,
    // Left out of the line where nobody disputes a label.
    disputed,
  };
}
