/** A command that did what it could ends with this when something failed that it has told already. */
export class Failed extends Error {
  override readonly name = 'Failed';
}

/** Told by its name, since the commands are bundles with classes of their own. */
export function isFailed(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'Failed';
}
