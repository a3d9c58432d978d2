/** Products of matrices. */
export interface MatrixKernels {
  /**
   * B `[k, n]` → panels `[⌈n/8⌉][k][8]`, the last one filled up with zeros, as `matmul` reads them.
   * Element (r, c) of B is source[r·rowStride + c·columnStride]; panels lie `panelStride` apart (8·k, or more where B is a part
   * of the rows of what is packed).
   */
  packPanels(
    k: number,
    n: number,
    source: number,
    rowStride: number,
    columnStride: number,
    panels: number,
    panelStride: number,
  ): void;
  /**
   * C `[m, n]` = (accumulate ≠ 0 ? C : bias `[n]`, or 0 where bias is 0) + A `[m, k]` · B `[k, n]`.
   * A(i, r) = a[i·aRow + r·aStep]; C(i, j) = c[i·cRow + j]; panels from `packPanels`, `panelStride` apart
   * (8·k, or more where k is a part of what was packed). A row of C is the same bits for any m.
   */
  matmul(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aStep: number,
    panels: number,
    panelStride: number,
    bias: number,
    accumulate: number,
    c: number,
    cRow: number,
  ): void;

  /**
   * C `[m, n]` = bias `[n]`, or 0 where bias is 0, + A `[m, k]` · B `[k, n]`, the bits of matmul, in less time where columns of A
   * are zero: those of pixels that are blank in all samples. Scratch: 3·k + 8.
   */
  matmulBlank(
    m: number,
    n: number,
    k: number,
    a: number,
    panels: number,
    bias: number,
    c: number,
    scratch: number,
  ): void;
  /** C `[m, n]` = Aᵀ · B, with A `[k, m]` and B `[k, n]` in panels `panelStride` apart, in the same way. Scratch: 3·m + 8. */
  matmulBlankTransposed(
    m: number,
    n: number,
    k: number,
    a: number,
    panels: number,
    panelStride: number,
    c: number,
    scratch: number,
  ): void;
}
