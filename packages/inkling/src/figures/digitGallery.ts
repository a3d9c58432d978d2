import { percent } from '../confidence/percent.js';
import { ranking } from '../confidence/ranking.js';
import { digitTile } from './digitTile.js';
import type { Environment } from './environment.js';
import { hatching, hatchingPattern } from './hatching.js';
import { heading } from './heading.js';
import { key } from './key.js';
import { at, element, figure, textLine } from './svg.js';
import { wrapText } from './textWidth.js';
import { theme } from './theme.js';

/**
 * One image of a gallery.
 *
 * @example
 * const item: GalleryItem = { pixels28, softmax: distributions[0], label: 5 };
 */
export interface GalleryItem {
  /** `[28 × 28]`, 0 ground .. 255 ink. */
  readonly pixels28: Uint8Array;
  /** `[10]`, 0..1. */
  readonly softmax: readonly number[];
  /** What it really is, 0..9; missing where nobody knows. */
  readonly label?: number;
  /** Small print under the image, two lines at most: its number in the data, its margin. */
  readonly note?: string;
}

const WIDTH = 1000;
const MARGIN = 52;
const COLUMNS = 4;
const GAP = 30;
const ITEM = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
const TILE = 84;
const BARS = { left: TILE + 8, width: ITEM - TILE - 8, height: TILE - 16 };
const ROW = 172;

/** The size of the key's font, px. */
const KEY = 15;

/**
 * Images in a grid, each beside its own ten bars and under what it is and what it was read as. The winner's bar is
 * solid, the runner-up's hatched, as in the prediction figure; the true digit is underlined. A key says so, `labelKey` where the label
 * may be wrong, and what the notes tell: `noteKey`, such as `number in the data`. The bars are drawn here and not by Plot, which takes longer for
 * thirty charts than all else in an evaluation's figures.
 *
 * @example
 * const items = [{ pixels28, softmax: distributions[0], label: 5 }];
 * const svg = digitGallery(items, environment, { title: 'One digit' });
 */
export function digitGallery(
  items: readonly GalleryItem[],
  environment: Environment,
  options: { title: string; subtitle?: string; noteKey?: string; labelKey?: string },
): string {
  const { title, subtitle = '', noteKey = '', labelKey = 'what it really is' } = options;
  const head = heading(title, subtitle, { x: MARGIN, y: 40, width: WIDTH - 2 * MARGIN });
  const below = noteKey === '' ? [] : wrapText(`Below: ${noteKey}.`, KEY, WIDTH - 2 * MARGIN, 2);
  const marks = key(marksOf(items, labelKey), { width: WIDTH - 2 * MARGIN, size: KEY });
  const keyTop = head.bottom + 24;
  const top = keyTop + marks.height + below.length * 22 + 32;
  return figure(
    { width: WIDTH, height: top + Math.ceil(items.length / COLUMNS) * ROW + 20, title, description: subtitle },
    hatchingPattern(4),
    head.markup,
    at(MARGIN, keyTop, marks.markup),
    ...below.map((line, i) => textLine(MARGIN, keyTop + marks.height + i * 22, line, { size: KEY, fill: theme.quiet })),
    ...items.map((item, i) =>
      at(MARGIN + (i % COLUMNS) * (ITEM + GAP), top + Math.floor(i / COLUMNS) * ROW, galleryItem(item, environment)),
    ),
  );
}

function marksOf(items: readonly GalleryItem[], labelKey: string) {
  if (items.length === 0) return [];
  const bar = { x: 2, y: -12, width: 8, height: 13 };
  const solid = element('rect', { ...bar, fill: theme.ink });
  const hatched = element('rect', { ...bar, fill: hatching, stroke: theme.ink });
  const line = element('rect', { x: 2, y: -1, width: 8, height: 2, fill: theme.accent });
  return [
    { mark: solid, words: 'what was read, its probability above on the right' },
    { mark: hatched, words: 'the runner-up' },
    ...(items.some(({ label }) => label !== undefined) ? [{ mark: line, words: labelKey }] : []),
  ];
}

function galleryItem({ pixels28, softmax, label, note = '' }: GalleryItem, environment: Environment): string {
  const [winner, runnerUp] = ranking(softmax);
  const wrong = label !== undefined && label !== winner;
  const caption = wrong ? `${label} read as ${winner}` : label === undefined ? `read as ${winner}` : `${winner}, right`;
  const column = BARS.width / softmax.length;
  const bars = softmax.map((probability, digit) => {
    const height = probability > 0 ? probability * BARS.height : 0;
    const [x, y] = [digit * column + 1, BARS.height - height];
    const bar = { x, y, width: column - 2, height };
    if (digit === winner) return element('rect', { ...bar, fill: theme.ink });
    if (digit === runnerUp) return element('rect', { ...bar, fill: hatching, stroke: theme.ink });
    return element('rect', { ...bar, fill: theme.middle });
  });
  const digits = softmax.map((_, digit) => {
    const named = digit === winner || digit === runnerUp || digit === label;
    const style = {
      size: 12,
      anchor: 'middle',
      fill: named ? theme.ink : theme.quiet,
      weight: named ? 600 : 400,
    } as const;
    const x = (digit + 0.5) * column;
    const line =
      digit === label ? element('rect', { x: x - 4, y: TILE + 1, width: 8, height: 2, fill: theme.accent }) : '';
    return textLine(x, TILE - 2, String(digit), style) + line;
  });
  const remarks = wrapText(note, 14, ITEM, 2).map((line, i) =>
    textLine(0, TILE + 20 + 18 * i, line, { size: 14, fill: theme.quiet }),
  );
  return [
    textLine(0, 0, caption, { size: 17, weight: wrong ? 600 : 400, fill: wrong ? theme.accent : theme.quiet }),
    textLine(ITEM, 0, percent(softmax[winner]), { size: 15, fill: theme.quiet, anchor: 'end' }),
    at(
      0,
      10,
      digitTile(pixels28, TILE, environment),
      at(
        BARS.left,
        0,
        element('rect', { y: BARS.height, width: BARS.width, height: 1, fill: theme.middle }),
        ...bars,
        ...digits,
      ),
      ...remarks,
    ),
  ].join('\n');
}
