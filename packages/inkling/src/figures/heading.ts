import { textLine } from './svg.js';
import { wrapText } from './textWidth.js';
import { theme } from './theme.js';

const TITLE = { size: 30, weight: 600 } as const;
const SUBTITLE = { size: 18, fill: theme.quiet } as const;

/** The head of a figure: markup, and the y below it where the rest may begin. */
export interface Heading {
  readonly markup: string;
  readonly bottom: number;
}

/** Title and subtitle, each in up to three lines; an empty subtitle takes no room. `titleWidth` leaves some to a key. */
export function heading(
  title: string,
  subtitle: string,
  { x, y, width, titleWidth = width }: { x: number; y: number; width: number; titleWidth?: number },
): Heading {
  const titleLines = wrapText(title, TITLE.size, titleWidth, 3);
  const subtitleLines = subtitle === '' ? [] : wrapText(subtitle, SUBTITLE.size, width, 3);
  const subtitleTop = y + TITLE.size + (titleLines.length - 1) * 38 + 34;
  return {
    markup: [
      ...titleLines.map((line, i) => textLine(x, y + TITLE.size + i * 38, line, TITLE)),
      ...subtitleLines.map((line, i) => textLine(x, subtitleTop + i * 26, line, SUBTITLE)),
    ].join('\n'),
    bottom: subtitleTop + (subtitleLines.length - 1) * 26 + 8,
  };
}
