/** How long work may hold the thread before others (a page's clicks, Ctrl-C) get a turn. */
export const BREATH_MS = 50;

/** Gives others a turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
