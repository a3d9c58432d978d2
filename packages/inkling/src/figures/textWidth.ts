/** Characters by the width that Inter SemiBold gives them, in em, rounded up to the next twentieth. */
const WIDTHS = new Map(
  Object.entries({
    0.3: ' Iijl\u00A0',
    0.35: "!',.:;·",
    0.4: '()/[]\\`frt|',
    0.45: '1',
    0.5: '-^_{}',
    0.55: '"*?s',
    0.6: '7FJLacekvxyz',
    0.65: '#235689EPbdghnopqu',
    0.7: '$&+04<=>BRSTZ~×–',
    0.75: 'ACDGHKUVXY',
    0.8: 'NOQ',
    0.85: 'w',
    0.95: 'Mm',
    1: '@…',
    1.05: '%W',
  }).flatMap(([width, characters]) => [...characters].map((character) => [character, Number(width)] as const)),
);

/** For what the table lacks: wide enough for most letters, and for ideographs in a fallback font. */
const OTHER_WIDTH = 0.8;
const IDEOGRAPH_WIDTH = 1;

/**
 * The width in px of a line set in the figures' font. A little too wide on purpose, as kerning and lighter weights only
 * make it narrower: what is laid out with it is never clipped. Nothing here can ask a renderer, which differ anyway.
 */
export function textWidth(text: string, fontSizePx: number): number {
  let em = 0;
  for (const character of text) {
    em += WIDTHS.get(character) ?? (character >= '\u2E80' ? IDEOGRAPH_WIDTH : OTHER_WIDTH);
  }
  return em * fontSizePx;
}

/**
 * `text` in lines of at most `maxWidthPx`, broken between words, never before a `%` or a bracket nor after
 * an article, so that `a 9 (35 %)` stays whole; a word that is
 * wider than a line is broken where it must be. What does not fit in `maxLines` ends in `…`.
 */
export function wrapText(
  text: string,
  fontSizePx: number,
  maxWidthPx: number,
  maxLines = Number.POSITIVE_INFINITY,
): string[] {
  const fits = (line: string) => textWidth(line, fontSizePx) <= maxWidthPx;
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/(?<!\ban?)\s+(?![%(])/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  const last = lines.slice(maxLines - 1).join(' ');
  return [...lines.slice(0, maxLines - 1), shortenEnd(last, fontSizePx, maxWidthPx)];
}

/** `text` with its middle left out where it is too long: both ends of a file name tell something. */
export function shortenMiddle(text: string, fontSizePx: number, maxWidthPx: number): string {
  const characters = [...text];
  const halves = (kept: number) =>
    `${characters.slice(0, Math.ceil(kept / 2)).join('')}…${characters.slice(characters.length - Math.floor(kept / 2)).join('')}`;
  return longestFitting(text, characters.length, halves, fontSizePx, maxWidthPx);
}

function shortenEnd(text: string, fontSizePx: number, maxWidthPx: number): string {
  const characters = [...text];
  const start = (kept: number) => `${characters.slice(0, kept).join('').trimEnd()}…`;
  return longestFitting(text, characters.length, start, fontSizePx, maxWidthPx);
}

function longestFitting(
  whole: string,
  length: number,
  shortened: (kept: number) => string,
  fontSizePx: number,
  maxWidthPx: number,
): string {
  if (textWidth(whole, fontSizePx) <= maxWidthPx) return whole;
  let kept = length - 1;
  while (kept > 0 && textWidth(shortened(kept), fontSizePx) > maxWidthPx) kept--;
  return shortened(kept);
}
