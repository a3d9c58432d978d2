/** Rows of x `[samples, height, row]` within y `[samples, paddedSize]`, as `padRows` and `cropRows` see them. */
export interface PaddedRows {
  readonly samples: number;
  readonly height: number;
  readonly row: number;
  readonly paddedSize: number;
  readonly paddedRow: number;
  readonly before: number;
}

/** Where in y each element of x stands. */
function places({ samples, height, row, paddedSize, paddedRow, before }: PaddedRows): number[] {
  return Array.from({ length: samples * height * row }, (_, i) => {
    const sample = Math.floor(i / (height * row));
    const line = Math.floor(i / row) % height;
    return sample * paddedSize + before + line * paddedRow + (i % row);
  });
}

/** y = zeros but for the rows of x. */
export function padRowsReference(rows: PaddedRows, x: ArrayLike<number>): Float64Array {
  const y = new Float64Array(rows.samples * rows.paddedSize);
  places(rows).forEach((place, i) => {
    y[place] = x[i];
  });
  return y;
}

/** x = those rows of y. */
export function cropRowsReference(rows: PaddedRows, y: ArrayLike<number>): Float64Array {
  return Float64Array.from(places(rows), (place) => y[place]);
}
