import { theme } from './theme.js';

/** The frame of a figure that is one chart: its size and margins, px. */
export const SQUARE = {
  width: 640,
  margin: 52,
  inner: 536,
  chart: { width: 536, height: 420, marginLeft: 92, marginRight: 14, marginTop: 34, marginBottom: 62 },
} as const;

/** Axes in small print, named in the middle. */
export const smallAxis = {
  fill: theme.quiet,
  fontSize: 16,
  tickSize: 0,
  tickPadding: 10,
  labelAnchor: 'center',
  labelArrow: 'none',
} as const;
