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

/**
 * The cheapest way to take a line apart into digits and what is left out, by dynamic programming over its segments (Viterbi), and
 * what share of all ways reads the same (the forward algorithm).
 */
export function bestPath(costs: PathCosts): Path {
  const { segments, digit, skip, split, reads } = costs;
  const best = new Array<number>(segments + 1).fill(Number.POSITIVE_INFINITY);
  const total = new Array<number>(segments + 1).fill(Number.NEGATIVE_INFINITY);
  const cameFrom: { from: number; isDigit: boolean }[] = [];
  best[0] = 0;
  total[0] = 0;
  for (let end = 1; end <= segments; end++) {
    const consider = (from: number, cost: number, isDigit: boolean) => {
      total[end] = logSum(total[end], total[from] - cost);
      if (best[from] + cost >= best[end]) return;
      best[end] = best[from] + cost;
      cameFrom[end] = { from, isDigit };
    };
    for (let from = 0; from < end; from++) consider(from, digit(from, end) + (from > 0 ? split(from) : 0), true);
    consider(end - 1, skip(end - 1), false);
  }
  const digits: [number, number][] = [];
  for (let end = segments; end > 0; end = cameFrom[end].from)
    if (cameFrom[end].isDigit) digits.unshift([cameFrom[end].from, end]);
  const text = digits.map(([from, to]) => reads(from, to));
  return { digits, cost: best[segments], share: Math.exp(weightOf(text, costs) - total[segments]) };
}

/** The logarithm of what all ways that read this text weigh together. */
function weightOf(text: readonly number[], { segments, digit, skip, split, reads }: PathCosts): number {
  /** Of all ways to read the first digits of the text in the first segments; how many of either are the indices. */
  const read = Array.from({ length: text.length + 1 }, () =>
    new Array<number>(segments + 1).fill(Number.NEGATIVE_INFINITY),
  );
  read[0][0] = 0;
  for (let end = 1; end <= segments; end++) {
    for (const [n, weights] of read.entries()) {
      weights[end] = weights[end - 1] - skip(end - 1);
      for (let from = 0; n > 0 && from < end; from++) {
        if (read[n - 1][from] === Number.NEGATIVE_INFINITY) continue;
        const cost = digit(from, end);
        if (cost === Number.POSITIVE_INFINITY || reads(from, end) !== text[n - 1]) continue;
        weights[end] = logSum(weights[end], read[n - 1][from] - cost - (from > 0 ? split(from) : 0));
      }
    }
  }
  return read[text.length][segments];
}

/** log(exp a + exp b) without overflow. */
export function logSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === Number.NEGATIVE_INFINITY ? larger : larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
}
