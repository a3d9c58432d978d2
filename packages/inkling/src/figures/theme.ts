/**
 * How all figures look. Every meaning has a second carrier besides its colour (fill against hatching, a word, a dash
 * pattern), so that they read in grey print and to colour-blind readers; the tones also differ in lightness.
 */
export const theme = {
  paper: '#ffffff',
  /** Headlines, digits, the winner's bar. */
  ink: '#16243a',
  /** Captions, axis labels, small print. */
  quiet: '#566373',
  /** Bars that are neither winner nor runner-up. */
  middle: '#9fabb9',
  /** Rules, frames, the empty part of a bar. */
  faint: '#e9edf1',
  /** The box in the picture; wrong counts; wrong answers. Vermilion: apart from blue for every kind of eye. */
  accent: '#c8401f',
  font: "Inter, 'Helvetica Neue', Arial, sans-serif",
} as const;
