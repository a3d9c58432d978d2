import type { Evaluation } from 'inkling';

/** Pairs of digits that are named as the most confused. */
const PAIRS = 5;

/** Which digit was read as which other one, most frequent first. */
export function mostConfused(confusion: Evaluation['confusion']): { truth: number; read: number; count: number }[] {
  return confusion
    .flatMap((row, truth) => row.map((count, read) => ({ truth, read, count })))
    .filter(({ truth, read, count }) => truth !== read && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, PAIRS);
}
