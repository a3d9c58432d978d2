/**
 * A whole number with its thousands parted, on every machine alike; others are rounded to one.
 *
 * @example
 * thousands(54000); // '54,000'
 */
export function thousands(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}
