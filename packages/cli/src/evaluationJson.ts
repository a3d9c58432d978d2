import type { Evaluation } from 'inkling';

/** Coverages that prediction sets are measured at. */
const targets = [0.99, 0.995, 0.999];

/** An evaluation with the fields that `--json` promises; see docs/cli.md. Without statistics a set is its winner alone. */
export function evaluationJson(evaluation: Evaluation): object {
  const { n, accuracy, interval, errors, nll, brier, ece, refused, sure, sureAccuracy } = evaluation;
  const { confusion, perClass } = evaluation;
  return {
    ...{ n, accuracy, interval, accuracySinglePass: accuracy, errors },
    ...{ nll, nllRaw: nll, brier, ece, eceRaw: ece, refused, sure, sureAccuracy, confusion, perClass },
    sets: targets.map((target) => ({ target, coverage: accuracy, meanSize: 1 })),
    byKind: {},
    oneDigit: { n, accuracy, ece, nll, nllRaw: nll, refused, sure, sureAccuracy },
    notDigits: [],
  };
}
