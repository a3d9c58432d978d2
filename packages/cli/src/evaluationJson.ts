import type { Evaluation } from 'inkling';

/** An evaluation with the fields that `--json` promises; see docs/cli.md. */
export function evaluationJson(evaluation: Evaluation): object {
  const { n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw } = evaluation;
  const { refused, sure, sureAccuracy, confusion, perClass, sets, byKind, oneDigit } = evaluation;
  return {
    ...{ n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw },
    ...{ refused, sure, sureAccuracy, confusion, perClass, sets, byKind, oneDigit },
    notDigits: [],
  };
}
