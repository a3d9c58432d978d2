/** A whole number with its thousands parted: `54,000`, on every machine alike. */
export function thousands(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
