import type { errorCatalogue } from './errorCatalogue.js';

/**
 * Every error that Inkling raises on purpose, by its stable code.
 *
 * @example
 * const code: ErrorCode = 'picture/unreadable';
 */
export type ErrorCode = keyof typeof errorCatalogue;

/**
 * An error that a person can act on: its message says what was expected, what came and what to do.
 * `code` never changes between versions, so programs may switch on it.
 *
 * @example
 * try {
 *   parseIdx(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof InklingError) console.log(error.code); // data/invalid
 * }
 */
export class InklingError extends Error {
  override readonly name = 'InklingError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
