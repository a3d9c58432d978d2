/**
 * The functions that `activationForward` knows, in the order of their codes, which is that of `Fn` in
 * activations.as.ts, with what their parameters a, b, c and d are:
 * - rectified: x > c ? min(x, b) : a·(x − c)
 * - clipped: a·x + b, at least c and at most d
 * - exponentialLinear: x > 0 ? a·x : b·(e^(c·x) − 1)
 * - silu: x·σ(x); hardSilu: x·(x/6 + ½ from 0 to 1); softplus: a·ln(1 + e^(a·x)), a = ±1; mish: x·tanh(softplus(x))
 * - gelu: x·Φ(x), Φ the normal distribution; exponential: e^x; softsign: x/(1 + |x|); tanhShrink: x − tanh x
 * - squareplus: (x + √(x² + a))/2; sparsePlus: 0 up to −1, x from 1 on, (x + 1)²/4 between
 * - hardShrink: |x| > a ? x : 0; softShrink: what |x| has above a, with the sign of x
 */
export const ACTIVATION_FUNCTIONS = [
  'rectified',
  'clipped',
  'exponentialLinear',
  'silu',
  'hardSilu',
  'softplus',
  'mish',
  'gelu',
  'exponential',
  'softsign',
  'tanhShrink',
  'squareplus',
  'sparsePlus',
  'hardShrink',
  'softShrink',
] as const;

export type ActivationFunction = (typeof ACTIVATION_FUNCTIONS)[number];

/** Activations and dropout, forward and back. */
export interface ActivationKernels {
  /** y = max(x, 0). */
  reluForward(n: number, x: number, y: number): void;
  /** dx = y > 0 ? dy : 0. */
  reluBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = 1 / (1 + e^−x). */
  sigmoidForward(n: number, x: number, y: number): void;
  /** dx = dy·y·(1 − y). */
  sigmoidBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = tanh x. */
  tanhForward(n: number, x: number, y: number): void;
  /** dx = dy·(1 − y²). */
  tanhBackward(n: number, y: number, dy: number, dx: number): void;

  /** y = f(x), f by its place in ACTIVATION_FUNCTIONS. */
  activationForward(fn: number, n: number, x: number, y: number, a: number, b: number, c: number, d: number): void;
  /** dx = dy·f′(x). */
  activationBackward(
    fn: number,
    n: number,
    x: number,
    dy: number,
    dx: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ): void;

  /** y = kept ? x / (1 − rate) : 0, where element i is kept by a hash of seed (u32) and firstIndex + i; mask: u8, 1 or 0. */
  dropoutForward(n: number, x: number, y: number, mask: number, rate: number, seed: number, firstIndex: number): void;
  /** dx = mask ? dy / (1 − rate) : 0. */
  dropoutBackward(n: number, dy: number, mask: number, dx: number, rate: number): void;
}
