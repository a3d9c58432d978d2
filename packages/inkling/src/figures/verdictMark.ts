import type { Verdict } from '../confidence/verdict.js';
import { element, textLine } from './svg.js';
import { theme } from './theme.js';

const WORDS: Record<Verdict, string> = { sure: 'sure', unsure: 'unsure', 'not-a-digit': 'not a digit' };

/** The verdict as a word with a sign: a full disc, a half disc, a crossed circle. `y` is the word's base line. */
export function verdictMark(verdict: Verdict, x: number, y: number, size: number): string {
  const radius = size * 0.4;
  const [cx, cy] = [x + radius + 1, y - size * 0.36];
  const circle = { cx, cy, r: radius, stroke: theme.ink, 'stroke-width': 2 };
  const signs: Record<Verdict, string> = {
    sure: element('circle', { ...circle, fill: theme.ink }),
    unsure:
      element('circle', { ...circle, fill: theme.paper }) +
      element('path', { d: `M${cx},${cy - radius}a${radius},${radius} 0 0 0 0,${2 * radius}z`, fill: theme.ink }),
    'not-a-digit':
      element('circle', { ...circle, fill: theme.paper }) +
      element('path', {
        d: `M${cx - radius * 0.7},${cy + radius * 0.7}l${radius * 1.4},${-radius * 1.4}`,
        stroke: theme.ink,
        'stroke-width': 2,
      }),
  };
  return signs[verdict] + textLine(x + 2 * radius + 10, y, WORDS[verdict], { size, weight: 600 });
}
