/** What changes weights, given their gradients. */
export interface OptimizerKernels {
  /**
   * m += (g − m)(1 − β1); v += (g² − v)(1 − β2); w −= stepSize·m/(√v + ε); stepSize = lr·√(1 − β2ᵗ)/(1 − β1ᵗ).
   * Where `peak` is not 0, it keeps the largest v so far, which then divides (AMSGrad).
   */
  adam(
    n: number,
    w: number,
    m: number,
    v: number,
    peak: number,
    g: number,
    stepSize: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  /** w −= stepSize·g. */
  sgd(n: number, w: number, g: number, stepSize: number): void;
  /** m = momentum·m − stepSize·g; w += m, or momentum·m − stepSize·g where nesterov ≠ 0. */
  sgdMomentum(n: number, w: number, m: number, g: number, stepSize: number, momentum: number, nesterov: number): void;
  /**
   * v = ρ·v + (1 − ρ)g²; a = ρ·a + (1 − ρ)g; m = momentum·m + stepSize·g/√(v − a² + ε); w −= m. Without momentum `m`
   * is 0, and where it is not centered `a` is.
   */
  rmsprop(
    n: number,
    w: number,
    v: number,
    m: number,
    a: number,
    g: number,
    stepSize: number,
    rho: number,
    momentum: number,
    epsilon: number,
  ): void;
  /** g += l1·sign(w) + 2·l2·w; adds rows·(l1·Σ|w| + l2·Σw²) to statistics (float64). */
  regularize(n: number, w: number, g: number, l1: number, l2: number, rows: number, statistics: number): void;
  /** w −= rate·w. */
  decayWeights(n: number, w: number, rate: number): void;
  /** average = momentum·average + (1 − momentum)·w. */
  averageWeights(n: number, average: number, w: number, momentum: number): void;
}
