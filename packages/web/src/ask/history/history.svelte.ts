import { clear, getAll, put } from '../../storage/database.js';
import type { HistoryEntry } from './entry.js';

/** Older entries than these go. */
const MOST = 100;

/** What was asked, the latest first; kept in the browser. */
class History {
  entries = $state.raw<readonly HistoryEntry[]>([]);

  async load(): Promise<void> {
    const kept = await getAll<HistoryEntry>('history');
    this.entries = kept.sort((a, b) => b.when.localeCompare(a.when)).slice(0, MOST);
  }

  /** Adds an entry, or renews the one with its id. */
  async add(entry: HistoryEntry): Promise<void> {
    this.entries = [entry, ...this.entries.filter(({ id }) => id !== entry.id)].slice(0, MOST);
    await put('history', entry);
  }

  async clear(): Promise<void> {
    this.entries = [];
    await clear('history');
  }
}

export const history = new History();
