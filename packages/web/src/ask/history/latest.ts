import type { HistoryEntry } from './entry.js';

/** Older entries than these go. */
export const MOST_ENTRIES = 100;

/** What stays of entries to which others are added, the latest first, and the ids of those that are too many. */
export function latest(
  entries: readonly HistoryEntry[],
  added: readonly HistoryEntry[],
): { readonly kept: readonly HistoryEntry[]; readonly gone: readonly string[] } {
  const byId = new Map([...entries, ...added].map((entry) => [entry.id, entry]));
  const all = [...byId.values()].sort((a, b) => b.when.localeCompare(a.when));
  return { kept: all.slice(0, MOST_ENTRIES), gone: all.slice(MOST_ENTRIES).map(({ id }) => id) };
}
