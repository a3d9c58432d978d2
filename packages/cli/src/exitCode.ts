import { errorCodeOf } from './errors.js';

/** What the exit of the process says. */
export const exitCode = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

/** Codes of errors that only a wrong use of the command line can bring about. */
const usageErrors = new Set(['usage/invalid', 'training/invalid-argument']);

export function exitCodeOf(cause: unknown): number {
  return usageErrors.has(errorCodeOf(cause)) ? exitCode.usage : exitCode.failed;
}
