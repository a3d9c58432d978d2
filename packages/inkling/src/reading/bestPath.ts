/** What taking a line apart costs: negative logarithms of what speaks for it. */
export interface PathCosts {
  /** Segments in the line. */
  readonly segments: number;
  /** Of reading segments `from` to `to` (not included) as one digit; infinite where that is out of the question. */
  readonly digit: (from: number, to: number) => number;
  /** Of leaving a segment out: a dot, a comma, a dash. */
  readonly skip: (segment: number) => number;
  /** Of a digit that ends before this segment where another one begins. */
  readonly split: (segment: number) => number;
  /** Which digit segments `from` to `to` (not included) are read as. */
  readonly reads: (from: number, to: number) => number;
}

export interface Path {
  /** The digits' segments, left to right: `[from, to)`. */
  readonly digits: readonly (readonly [from: number, to: number])[];
  readonly cost: number;
  /** What share of all paths reads the same digits, wherever it cuts between them, each weighing exp(-cost); 0..1. */
  readonly share: number;
}

/** A way from one place in a line to another: a digit, or where `digit` is missing a segment that is left out. */
interface Step {
  readonly from: number;
  readonly cost: number;
  readonly digit?: number;
}

/**
 * The cheapest way to take a line apart into digits and what is left out, by dynamic programming over its segments (Viterbi), and
 * what share of all ways reads the same (the forward algorithm).
 */
export function bestPath(costs: PathCosts): Path {
  const { segments } = costs;
  const best = new Array<number>(segments + 1).fill(Number.POSITIVE_INFINITY);
  const total = new Array<number>(segments + 1).fill(Number.NEGATIVE_INFINITY);
  const taken: Step[] = [];
  best[0] = 0;
  total[0] = 0;
  const stepsTo = Array.from({ length: segments + 1 }, (_, end) => stepsOf(costs, end));
  for (let end = 1; end <= segments; end++) {
    for (const step of stepsTo[end]) {
      const { from, cost } = step;
      total[end] = logSum(total[end], total[from] - cost);
      if (best[from] + cost >= best[end]) continue;
      best[end] = best[from] + cost;
      taken[end] = step;
    }
  }
  const digits: [number, number][] = [];
  const text: number[] = [];
  for (let end = segments; end > 0; end = taken[end].from) {
    const { from, digit } = taken[end];
    if (digit === undefined) continue;
    digits.unshift([from, end]);
    text.unshift(digit);
  }
  return { digits, cost: best[segments], share: Math.exp(weightOf(text, stepsTo) - total[segments]) };
}

/** What may end before segment `end`, or at the end of the line. */
function stepsOf({ digit, skip, split, reads }: PathCosts, end: number): Step[] {
  const steps: Step[] = [];
  for (let from = 0; from < end; from++) {
    const own = digit(from, end);
    if (own === Number.POSITIVE_INFINITY) continue;
    steps.push({ from, cost: own + (from > 0 ? split(from) : 0), digit: reads(from, end) });
  }
  if (end > 0) steps.push({ from: end - 1, cost: skip(end - 1) });
  return steps;
}

/** The logarithm of what all ways that read this text weigh together. */
function weightOf(text: readonly number[], stepsTo: readonly (readonly Step[])[]): number {
  /** Of all ways to read the first digits of the text in the first segments; how many of either are the indices. */
  const read = Array.from({ length: text.length + 1 }, () =>
    new Array<number>(stepsTo.length).fill(Number.NEGATIVE_INFINITY),
  );
  read[0][0] = 0;
  for (const [end, steps] of stepsTo.entries()) {
    for (const { from, cost, digit } of steps) {
      for (let n = digit === undefined ? 0 : 1; n <= text.length; n++) {
        if (digit !== undefined && digit !== text[n - 1]) continue;
        const before = digit === undefined ? read[n] : read[n - 1];
        read[n][end] = logSum(read[n][end], before[from] - cost);
      }
    }
  }
  return read[text.length][stepsTo.length - 1];
}

/** log(exp a + exp b) without overflow. */
export function logSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === Number.NEGATIVE_INFINITY ? larger : larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
}
