/** Indices of the lowest values, lowest first, the earlier among equals. */
export function lowest(values: readonly number[], most: number): number[] {
  const indices = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  return indices.slice(0, most);
}
