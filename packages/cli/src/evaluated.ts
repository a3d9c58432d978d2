import type { DisputedLabelScores, Evaluation, PictureReading } from 'inkling';

/** What an evaluation found, of images or of pictures. */
export interface Evaluated {
  /** Of the data. */
  readonly name: string;
  readonly things: 'images' | 'pictures';
  readonly evaluation: Evaluation;
  /** Of all that have a label. */
  readonly readings: readonly PictureReading[];
  /** How sure each of these was, 0..1, and whether it was right. */
  readonly answers: readonly { readonly confidence: number; readonly right: boolean }[];
  /** How it sides with those who dispute labels; missing where nobody does. */
  readonly disputed?: DisputedLabelScores | undefined;
  /** Figures that only such data has, by name, as SVG. */
  readonly draw: () => Promise<Readonly<Record<string, string>>>;
  readonly figuresHint: string;
  /** Whether something could not be read; that was told then. */
  readonly failed: boolean;
}
