import { at, textLine } from './svg.js';
import { textWidth } from './textWidth.js';
import { theme } from './theme.js';

/** A mark and what it means. */
export interface KeyItem {
  /** Markup around the base line y = 0, from x = 0 on, at most 12 px wide. */
  readonly mark: string;
  readonly words: string;
}

/** Markup, and how high it is: 0 where there is nothing to tell. */
export interface Key {
  readonly markup: string;
  readonly height: number;
}

/** From a mark to its words, from words to the next mark, and from row to row, in heights of the font. */
const GAP = { words: 1, marks: 1.6, rows: 1.5 };

/** What marks mean: each before its words, in rows of at most `width` px, the first base line at y = 0. */
export function key(items: readonly KeyItem[], { width, size }: { width: number; size: number }): Key {
  const markup: string[] = [];
  let [left, y] = [0, 0];
  for (const { mark, words } of items) {
    const wide = size * GAP.words + textWidth(words, size);
    if (left > 0 && left + wide > width) [left, y] = [0, y + size * GAP.rows];
    markup.push(at(left, y, mark, textLine(size * GAP.words, 0, words, { size, fill: theme.quiet })));
    left += wide + size * GAP.marks;
  }
  return { markup: markup.join('\n'), height: items.length === 0 ? 0 : y + size * GAP.rows };
}
