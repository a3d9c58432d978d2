/** A share (0..1) to two decimals: `98.50 %`. Exact where `percent` of the library rounds for people. */
export function precisePercent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** A whole number with its thousands parted: `54,000`. */
export function thousands(count: number): string {
  return Math.round(count).toLocaleString('en');
}
