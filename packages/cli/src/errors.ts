import type { InklingError } from 'inkling';

/**
 * Whether an error was raised on purpose, with a sentence for people. Told by its name, so that the first file of the
 * program need not load the library: `inkling --version` takes half the time.
 */
export function isInklingError(cause: unknown): cause is InklingError {
  return cause instanceof Error && cause.name === 'InklingError';
}

/** The stable code of an error; `unexpected` for a mistake of our own. */
export function errorCodeOf(cause: unknown): string {
  return isInklingError(cause) ? cause.code : 'unexpected';
}

/** What happened, for people. */
export function messageOf(cause: unknown): string {
  if (isInklingError(cause)) return cause.message;
  return `Something unexpected happened: ${cause instanceof Error ? cause.message : String(cause)}`;
}
