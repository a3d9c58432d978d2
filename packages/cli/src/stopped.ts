/** A command that was stopped by Ctrl-C, and has told what it kept, ends with this. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Told by its name, since the commands are bundles with classes of their own. */
export function isStopped(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'Stopped';
}
