import { InklingError } from '../errors.js';

/** An argument that cannot be used: what was expected, what came, what to do. */
export function invalidArgument(
  label: string,
  argument: string,
  expected: string,
  received: unknown,
  advice: string,
): InklingError {
  return new InklingError(
    'training/invalid-argument',
    `${label}: ${argument} must be ${expected}. Received ${String(received)}. ${advice}`,
  );
}

export function checkNotNegative(label: string, argument: string, value: number, advice: string): void {
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return;
  throw invalidArgument(label, argument, 'a number, at least 0', value, advice);
}

export function checkFraction(label: string, argument: string, value: number, advice: string): void {
  if (value >= 0 && value <= 1) return;
  throw invalidArgument(label, argument, 'a number from 0 to 1', value, advice);
}

export function checkCount(label: string, argument: string, value: number, advice: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw invalidArgument(label, argument, 'a whole number, at least 1', value, advice);
}
