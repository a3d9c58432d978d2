import type { PictureReading, Verdict } from 'inkling';
import type { Drawing } from '../drawing.js';

/** One question with its answer, as plain values: what the browser keeps and what files hold. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly when: string;
  /** The picture's file, or `drawing`. */
  readonly name: string;
  readonly model: string;
  readonly text: string;
  readonly sentence: string;
  readonly verdict: Verdict;
  /** 0..1. */
  readonly confidence: number;
  readonly digits: readonly EntryDigit[];
  /** Missing where a picture was asked about. */
  readonly drawing?: Drawing;
}

/** One digit of an entry. */
export interface EntryDigit {
  readonly digit: number;
  /** `[10]`. */
  readonly softmax: readonly number[];
  /** `[784]`, 0..255. */
  readonly pixels: readonly number[];
}

/** What a reading leaves behind. */
export function entryOf(
  { text, sentence, verdict, confidence, digits }: PictureReading,
  pixels: readonly Uint8Array[],
  about: Pick<HistoryEntry, 'id' | 'when' | 'name' | 'model' | 'drawing'>,
): HistoryEntry {
  const own = digits.map(({ digit, softmax }, i) => ({ digit, softmax, pixels: [...pixels[i]] }));
  return { ...about, text, sentence, verdict, confidence, digits: own };
}
