import { InklingError } from 'inkling';

/** The same error, its sentence beginning with the file. */
export function withPath(path: string | undefined, cause: unknown): unknown {
  if (!(cause instanceof InklingError) || path === undefined) return cause;
  return new InklingError(cause.code, `${path}: ${cause.message}`, { cause });
}
