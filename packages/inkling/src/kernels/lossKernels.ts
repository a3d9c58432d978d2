/** Softmax and losses, with the gradients of logits. */
export interface LossKernels {
  /** y = softmax of each row of x `[rows, classes]`. */
  softmaxForward(rows: number, classes: number, x: number, y: number): void;
  /** dx = y·(dy − Σ dy·y), row by row. */
  softmaxBackward(rows: number, classes: number, y: number, dy: number, dx: number): void;
  /** y = x − max − ln Σ e^(x − max), row by row. */
  logSoftmaxForward(rows: number, classes: number, x: number, y: number): void;
  /** dx = dy − e^y·Σ dy, row by row. */
  logSoftmaxBackward(rows: number, classes: number, y: number, dy: number, dx: number): void;
  /**
   * probabilities = softmax(logits); dLogits = scale·weight·(probabilities − onehot(labels)); labels: u8 `[rows]`,
   * weights `[rows]`. Adds to statistics the sum of −weight·ln p(label) (float64 at +0) and the number of rows whose
   * first maximum is at the label (int32 at +8).
   */
  softmaxCrossEntropy(
    rows: number,
    classes: number,
    logits: number,
    labels: number,
    weights: number,
    probabilities: number,
    dLogits: number,
    scale: number,
    statistics: number,
  ): void;
  /**
   * The same with targets `[rows, classes]`, smoothed: t = (1 − smoothing)·target + smoothing/classes;
   * dLogits = scale·weight·(probabilities·Σt − t), the loss −weight·Σ t·ln p. A row is right where first maxima agree.
   */
  softmaxCrossEntropyDense(
    rows: number,
    classes: number,
    logits: number,
    targets: number,
    weights: number,
    smoothing: number,
    probabilities: number,
    dLogits: number,
    scale: number,
    statistics: number,
  ): void;
  /**
   * dOutputs = scale·weight·2(y − t)/size of outputs and targets `[rows, size]`; the loss is weight·Σ (y − t)²/size. A row
   * is right where first maxima agree, or, for a single output, where y > ½ is what t says. Statistics as above.
   */
  meanSquaredError(
    rows: number,
    size: number,
    outputs: number,
    targets: number,
    weights: number,
    dOutputs: number,
    scale: number,
    statistics: number,
  ): void;
}
