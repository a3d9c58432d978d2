import { afterRefusing, riskCoverage, sharePercent, thousands } from 'inkling';
import type { Evaluated } from './evaluated.js';

/** Shares of the answers that are given to a person. */
const SHARES = [0.01, 0.02, 0.05];

/** What is left to a person, and what that saves. */
export interface Abstention {
  /** Pictures that a person reads. */
  readonly read: number;
  readonly share: number;
  /** Wrong answers among the others. */
  readonly errors: number;
}

/** What happens if a person reads the least sure answers. Of few answers several shares are as many: they are told once. */
export function abstentions(answers: Evaluated['answers']): Abstention[] {
  const curve = riskCoverage(
    answers.map(({ confidence }) => confidence),
    answers.map(({ right }) => right),
  );
  const found = SHARES.flatMap((share) => {
    const point = afterRefusing(curve, share);
    if (!point) return [];
    const { coverage, errors } = point;
    return { read: Math.round((1 - coverage) * answers.length), share: 1 - coverage, errors };
  });
  return found.filter(({ read }, i) => read !== found[i - 1]?.read);
}

/** `a person reads the 100 least sure (1.0 %): 12 errors remain` each. */
export function abstentionLines(answers: Evaluated['answers']): string[] {
  return abstentions(answers).map(
    ({ read, share, errors }) =>
      `a person reads the ${thousands(read)} least sure (${sharePercent(share)}): ${errors === 1 ? '1 error remains' : `${thousands(errors)} errors remain`}`,
  );
}
