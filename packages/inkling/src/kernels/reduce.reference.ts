/** Σ over shards, whose first elements are `stride` apart. */
export function sumShardsReference(n: number, source: ArrayLike<number>, stride: number, shards: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let shard = 0; shard < shards; shard++) sum += source[shard * stride + i];
    return sum;
  });
}

/** Σ over the rows of x `[rows, columns]`. */
export function columnSumsReference(rows: number, columns: number, x: ArrayLike<number>): Float64Array {
  return sumShardsReference(columns, x, columns, rows);
}
