import { percent } from '../confidence/percent.js';
import { ranking } from '../confidence/ranking.js';
import { hatching, hatchingPattern } from './hatching.js';
import { element, type TextStyle, textLine } from './svg.js';
import { textWidth } from './textWidth.js';
import { theme } from './theme.js';
import { tick } from './tick.js';

/** Inside the chart, px: the digits stand left of the bars, the percentages right of them, the axis below. */
const MARGIN = { left: 40, right: 106, bottom: 30 };
/** How far a tick stands out of its bar, px. */
const OVERHANG = 4;
/** The share of a digit's row that its bar leaves to the gap. */
const GAP = 0.32;
/** From this length on the winner's bar has room for its own name. */
const NAME_FITS_INSIDE = 0.4;
/** Between the end of a bar or a tick and a name, px. */
const NAME_GAP = 11;
/** What lifts a base line so that digits stand in the middle of their bar, in heights of the font. */
const MIDDLE = 0.32;

/**
 * Ten bars, one a digit, as markup of `width` × `height` px: the length of each is its probability, 0..1 from edge to
 * edge of the pale track behind it. The winner is solid and dark, the runner-up hatched and outlined, and each
 * says so: `winner here` where what is believed has another.
 *
 * Drawn without Plot, which takes longer to load than the whole figure takes to draw.
 *
 * @param softmax `[10]`, 0..1.
 * @param options.probabilities `[10]`, what is believed: a tick on each bar; none where it is the softmax itself.
 * @param options.candidates The prediction set: each of its members has a dot beside its digit.
 */
export function probabilityBars(
  softmax: readonly number[],
  {
    width,
    height,
    probabilities,
    candidates = [],
  }: {
    width: number;
    height: number;
    probabilities?: readonly number[] | undefined;
    candidates?: readonly number[] | undefined;
  },
): string {
  const bottom = height - MARGIN.bottom;
  const full = width - MARGIN.left - MARGIN.right;
  const step = Math.floor(bottom / (softmax.length - GAP));
  const thickness = Math.round(step * (1 - GAP));
  const top = Math.round((bottom - step * (softmax.length - GAP)) / 2);

  const y = (digit: number) => top + digit * step;
  const x = (share: number) => MARGIN.left + share * full;
  // Not rounded as other numbers are, so that a length can be read off to the last digit.
  const bar = (digit: number, share: number) =>
    element('rect', { x: x(0), width: String(share * full), y: y(digit), height: thickness });
  const bars = (name: string, paint: Record<string, string | number>, digits: readonly number[], share?: number) =>
    element('g', { class: name, ...paint }, ...digits.map((digit) => bar(digit, share ?? softmax[digit])));
  const line = (digit: number, at: number, words: string, style: TextStyle) =>
    textLine(at, y(digit) + thickness / 2 + MIDDLE * style.size, words, style);

  const digits = softmax.map((_, digit) => digit);
  const [winner, runnerUp, ...others] = ranking(softmax);
  const emphasis = (digit: number) =>
    digit === winner || digit === runnerUp ? { weight: 600 as const } : { fill: theme.quiet };
  const inside = softmax[winner] >= NAME_FITS_INSIDE;
  // What is believed may have another winner than this one pass.
  const winnerName = probabilities && ranking(probabilities)[0] !== winner ? 'winner here' : 'winner';

  // A tick that would run through a name moves it to its other side.
  const tickWithin = (digit: number, from: number, to: number) => {
    const at = probabilities && x(probabilities[digit]);
    return at !== undefined && at > from - NAME_GAP && at < to + NAME_GAP ? at : undefined;
  };
  const nameBeside = (digit: number, name: string) => {
    const start = x(softmax[digit]) + NAME_GAP;
    const mark = tickWithin(digit, start, start + textWidth(name, 16));
    return line(digit, mark === undefined ? start : mark + NAME_GAP, name, { size: 16 });
  };
  const nameInside = (digit: number, name: string) => {
    const end = x(softmax[digit]) - NAME_GAP;
    const mark = tickWithin(digit, end - textWidth(name, 16), end);
    if (mark !== undefined && mark - NAME_GAP - textWidth(name, 16) < x(0)) return nameBeside(digit, name);
    return line(digit, mark === undefined ? end : mark - NAME_GAP, name, {
      ...{ size: 16, fill: theme.paper, anchor: 'end' },
    });
  };

  return [
    hatchingPattern(),
    bars('tracks', { fill: theme.faint }, digits, 1),
    ...[0.25, 0.5, 0.75].map((share) =>
      element('line', { x1: x(share), x2: x(share), y1: 0, y2: bottom, stroke: theme.paper, 'stroke-width': 1.5 }),
    ),
    bars('others', { fill: theme.middle }, others),
    bars('runner-up', { fill: hatching, stroke: theme.ink, 'stroke-width': 1.6 }, [runnerUp]),
    bars('winner', { fill: theme.ink }, [winner]),
    ...candidates.map((digit) =>
      element('circle', { class: 'member', cx: 4, cy: y(digit) + thickness / 2, r: 4, fill: theme.accent }),
    ),
    ...(probabilities ?? []).map((probability, digit) =>
      tick(x(probability), { top: y(digit), thickness, overhang: OVERHANG }),
    ),
    ...digits.map((digit) => line(digit, x(0) - 14, String(digit), { size: 24, anchor: 'end', ...emphasis(digit) })),
    ...digits.map((digit) =>
      line(digit, width, percent(softmax[digit]), { size: 20, anchor: 'end', ...emphasis(digit) }),
    ),
    inside ? nameInside(winner, winnerName) : nameBeside(winner, winnerName),
    nameBeside(runnerUp, 'runner-up'),
    ...[0, 0.5, 1].map((share) =>
      textLine(x(share), bottom + 20, `${100 * share} %`, { size: 16, fill: theme.quiet, anchor: 'middle' }),
    ),
  ].join('\n');
}
