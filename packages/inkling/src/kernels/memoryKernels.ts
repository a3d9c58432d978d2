/** Sums of gradients, and what moves numbers. */
export interface MemoryKernels {
  /** destination `[n]` = Σ of `shards` arrays, `shardStride` apart, in their order. */
  sumShards(n: number, source: number, shardStride: number, shards: number, destination: number): void;
  /** out `[columns]` = Σ over the rows of x `[rows, columns]`. */
  columnSums(rows: number, columns: number, x: number, out: number): void;

  /** x `[n]` = value. */
  fill(n: number, x: number, value: number): void;
  /** out `[rows, size]` = f32(byte)·f32(1/255) of the rows of bytes (u8) that indices (int32) names. */
  gatherPixels(rows: number, size: number, bytes: number, indices: number, out: number): void;
  /** out `[rows, size]` = the rows of source that indices (int32) names. */
  gatherFloats(rows: number, size: number, source: number, indices: number, out: number): void;
  /** destination `[rows, columns]` = the first columns of rows that are `sourceRow` apart. */
  copyColumns(rows: number, columns: number, source: number, sourceRow: number, destination: number): void;
}
