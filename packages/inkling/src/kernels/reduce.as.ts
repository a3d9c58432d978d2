import { clear, Simd } from './simd.as';

/** destination [n] = source [shards][n] summed in the order of the shards, which lie `shardStride` elements apart. */
export function sumShards(n: usize, source: usize, shardStride: usize, shards: usize, destination: usize): void {
  for (let i: usize = 0; i < n; i += 4) {
    let next = source + i * 4;
    let sum = v128.load(next);
    for (let shard: usize = 1; shard < shards; shard++) {
      next += shardStride * 4;
      sum = f32x4.add(sum, v128.load(next));
    }
    Simd.storeWidth(destination + i * 4, sum, n - i);
  }
}

/** out [columns] = Σ over rows of x [rows, columns]. */
export function columnSums(rows: usize, columns: usize, x: usize, out: usize): void {
  clear(columns, out);
  addColumnSums(rows, columns, x, out);
}

/** sums [columns] += Σ over rows of x [rows, columns]. */
export function addColumnSums(rows: usize, columns: usize, x: usize, sums: usize): void {
  for (let column: usize = 0; column < columns; column += 4) {
    const place = sums + column * 4;
    let sum = v128.load(place);
    let next = x + column * 4;
    for (let row: usize = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(next));
      next += columns * 4;
    }
    Simd.storeWidth(place, sum, columns - column);
  }
}
