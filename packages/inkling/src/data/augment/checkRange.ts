import { InklingError } from '../../errors.js';

/**
 * @param of Whose option it is: `randomAffine: shiftPx`.
 * @throws InklingError `training/invalid-argument` unless `low ≤ value ≤ high`
 */
export function checkRange(of: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new InklingError(
    'training/invalid-argument',
    `${of} must be a number from ${low} to ${high}. Received ${value}.`,
  );
}
