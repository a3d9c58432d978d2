import type { Verdict } from 'inkling';

/** A verdict as a word, and as a mark that needs no colour. */
export const verdictWords: Readonly<Record<Verdict, { readonly word: string; readonly mark: string }>> = {
  sure: { word: 'Sure', mark: '●' },
  unsure: { word: 'Unsure', mark: '◐' },
  'not-a-digit': { word: 'No digit', mark: '○' },
};
