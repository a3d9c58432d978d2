/** A share (0..1) to two decimals: `98.50 %`. Exact where `percent` of the library rounds for people. */
export function precisePercent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
