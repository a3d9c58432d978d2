import { change, clear, getAll } from '../../storage/database.js';
import type { HistoryEntry } from './entry.js';
import { latest } from './latest.js';

/** What was asked, the latest first; kept in the browser, or for this visit where the browser keeps nothing. */
class History {
  entries = $state.raw<readonly HistoryEntry[]>([]);
  /** Whether the browser lets the page keep it, as private windows may not. */
  isKept = $state(true);

  async load(): Promise<void> {
    await this.attempt(async () => {
      const { kept, gone } = latest(await getAll<HistoryEntry>('history'), this.entries);
      this.entries = kept;
      if (gone.length > 0) await change('history', { remove: gone });
    });
  }

  /** Adds entries, or renews those with their ids. */
  async add(...added: readonly HistoryEntry[]): Promise<void> {
    const { kept, gone } = latest(this.entries, added);
    this.entries = kept;
    await this.attempt(() => change('history', { put: added, remove: gone }));
  }

  async clear(): Promise<void> {
    this.entries = [];
    await this.attempt(() => clear('history'));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      this.isKept = false;
    }
  }
}

export const history = new History();
