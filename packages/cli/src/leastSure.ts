import type { PictureReading } from 'inkling';

/** Which of the digits is the least probable, the first among equals. */
export function leastSure({ digits }: PictureReading): number {
  return digits.reduce((least, { probability }, i) => (probability < digits[least].probability ? i : least), 0);
}
