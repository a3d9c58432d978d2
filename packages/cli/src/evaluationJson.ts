import type { Evaluation } from 'inkling';

/** Coverages that prediction sets are measured at. */
const targets = [0.99, 0.995, 0.999];

/** An evaluation with the fields that `--json` promises; see docs/cli.md. Without statistics every target's set is the same. */
export function evaluationJson(evaluation: Evaluation): object {
  const { n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw } = evaluation;
  const { refused, sure, sureAccuracy, confusion, perClass, sets, byKind, oneDigit } = evaluation;
  return {
    ...{ n, accuracy, interval, accuracySinglePass, errors, nll, nllRaw, brier, ece, eceRaw },
    ...{ refused, sure, sureAccuracy, confusion, perClass },
    sets: targets.map((target) => ({ target, ...sets })),
    byKind,
    oneDigit,
    notDigits: [],
  };
}
