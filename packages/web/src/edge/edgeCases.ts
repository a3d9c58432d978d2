import { entropy, ranking } from 'inkling';
import type { AnsweredDigits } from '../digits/protocol.js';

/** A digit that is hard to read. */
export interface EdgeCase {
  /** Its place among the digits. */
  readonly index: number;
  readonly label: number;
  readonly softmax: readonly number[];
  readonly winner: number;
  readonly rival: number;
  /** By how much the winner leads, 0..1. */
  readonly margin: number;
  /** Bits. */
  readonly entropy: number;
}

export const orders = {
  margin: 'Margin: smallest lead first',
  entropy: 'Entropy: most undecided first',
  wrong: 'Surest mistakes first',
} as const;

export type Order = keyof typeof orders;

/** Two digits that are taken for one another, the smaller first, and how many edge cases are between them. */
export interface Pair {
  readonly digits: readonly [number, number];
  readonly count: number;
}

/** A lead of less than this makes a digit an edge case. */
const NARROW = 0.9;

/** The digits that are no clear matter, or wrong. */
export function edgeCasesOf({ softmax, labels }: AnsweredDigits): readonly EdgeCase[] {
  return softmax.flatMap((row, index) => {
    const [winner, rival] = ranking(row);
    const [label, margin] = [labels[index], row[winner] - row[rival]];
    if (margin >= NARROW && winner === label) return [];
    return [{ index, label, softmax: row, winner, rival, margin, entropy: entropy(row) }];
  });
}

/** The pairs that edge cases are between, those with most of them first. */
export function pairsOf(cases: readonly EdgeCase[]): readonly Pair[] {
  const counts = new Map<number, number>();
  for (const { winner, rival } of cases) {
    const key = 10 * Math.min(winner, rival) + Math.max(winner, rival);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const pairs = [...counts].map(([key, count]): Pair => ({ digits: [Math.floor(key / 10), key % 10], count }));
  return pairs.sort((a, b) => b.count - a.count || a.digits[0] - b.digits[0] || a.digits[1] - b.digits[1]);
}

/** Those between two digits, in an order. */
export function select(
  cases: readonly EdgeCase[],
  order: Order,
  pair?: readonly [number, number],
): readonly EdgeCase[] {
  const chosen = cases.filter(
    ({ winner, rival, label }) =>
      (!pair || (pair.includes(winner) && pair.includes(rival))) && (order !== 'wrong' || winner !== label),
  );
  const by: Readonly<Record<Order, (one: EdgeCase) => number>> = {
    margin: (one) => one.margin,
    entropy: (one) => -one.entropy,
    wrong: ({ softmax, winner }) => -softmax[winner],
  };
  return chosen.sort((a, b) => by[order](a) - by[order](b) || a.index - b.index);
}
