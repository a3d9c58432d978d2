import type { DisputedLabelScores, EdgeCase, Evaluation, PictureReading } from 'inkling';

/** Images in a gallery, and edge cases that are told. */
export const IN_GALLERY = 32;

/** An image between two digits, and which ones. */
export interface LabeledEdgeCase extends EdgeCase {
  readonly label: number;
  /** The winner. */
  readonly digit: number;
  /** The second most probable digit. */
  readonly rival: number;
}

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
  /** Of images, the hardest first; missing of pictures. */
  readonly edgeCases?: readonly LabeledEdgeCase[];
  /** How it sides with those who dispute labels; missing where nobody does. */
  readonly disputed?: DisputedLabelScores | undefined;
  /** Figures that only such data has, by name, as SVG. */
  readonly draw: () => Promise<Readonly<Record<string, string>>>;
  readonly figuresHint: string;
  /** Whether something could not be read; that was told then. */
  readonly failed: boolean;
}
