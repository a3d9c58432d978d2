import { axisX, barX, ruleX, text } from '@observablehq/plot';
import { percent } from '../confidence/percent.js';
import { ranking } from '../confidence/ranking.js';
import { drawPlot } from './drawPlot.js';
import type { Environment } from './environment.js';
import { hatching, hatchingPattern } from './hatching.js';
import { theme } from './theme.js';

/** Inside the chart, px: the digits stand left of the bars, the percentages right of them, the axis below. */
const MARGIN = { left: 40, right: 106, top: 0, bottom: 30 };

/** From this length on the winner's bar has room for its own name. */
const NAME_FITS_INSIDE = 0.3;

interface Row {
  readonly digit: number;
  readonly probability: number;
}

/**
 * Ten bars, one a digit, as markup of `width` × `height` px: the length of each is its probability, 0..1 from edge to
 * edge of the pale track behind it. The winner is solid and dark, the runner-up hatched and outlined, and each says so.
 *
 * @param softmax `[10]`, 0..1.
 */
export function probabilityBars(
  softmax: readonly number[],
  { width, height }: { width: number; height: number },
  environment: Environment,
): string {
  const rows: Row[] = softmax.map((probability, digit) => ({ digit, probability }));
  const [winner, runnerUp] = ranking(softmax).map((digit) => rows[digit]);
  const others = rows.filter((row) => row !== winner && row !== runnerUp);
  const bar = { x1: 0, x2: 'probability', y: 'digit' };
  const label = {
    y: 'digit',
    text: (row: Row) => String(row.digit),
    frameAnchor: 'left',
    dx: -14,
    textAnchor: 'end',
  } as const;
  const share = {
    y: 'digit',
    text: (row: Row) => percent(row.probability),
    frameAnchor: 'right',
    dx: MARGIN.right,
    textAnchor: 'end',
  } as const;
  const name = { y: 'digit', x: 'probability', fontSize: 16, lineAnchor: 'middle' } as const;
  const strong = { fontWeight: 600, fill: theme.ink } as const;
  const quiet = { fill: theme.quiet } as const;
  const inside = winner.probability >= NAME_FITS_INSIDE;
  const chart = drawPlot(
    {
      width,
      height,
      marginLeft: MARGIN.left,
      marginRight: MARGIN.right,
      marginTop: MARGIN.top,
      marginBottom: MARGIN.bottom,
      x: { domain: [0, 1] },
      y: { type: 'band', domain: rows.map((row) => row.digit), paddingInner: 0.32, paddingOuter: 0 },
      marks: [
        barX(rows, { x1: 0, x2: 1, y: 'digit', fill: theme.faint, className: 'tracks' }),
        ruleX([0.25, 0.5, 0.75], { stroke: theme.paper, strokeWidth: 1.5 }),
        barX(others, { ...bar, fill: theme.middle, className: 'others' }),
        barX([runnerUp], { ...bar, fill: hatching, stroke: theme.ink, strokeWidth: 1.6, className: 'runner-up' }),
        barX([winner], { ...bar, fill: theme.ink, className: 'winner' }),
        text(others, { ...label, ...quiet, fontSize: 24 }),
        text([winner, runnerUp], { ...label, ...strong, fontSize: 24 }),
        text(others, { ...share, ...quiet, fontSize: 20 }),
        text([winner, runnerUp], { ...share, ...strong, fontSize: 20 }),
        text([winner], {
          ...name,
          text: () => 'winner',
          fill: inside ? theme.paper : theme.ink,
          dx: inside ? -12 : 10,
          textAnchor: inside ? 'end' : 'start',
        }),
        text([runnerUp], { ...name, text: () => 'runner-up', fill: theme.ink, dx: 10, textAnchor: 'start' }),
        axisX([0, 0.5, 1], {
          tickSize: 0,
          tickPadding: 8,
          tickFormat: (value: number) => `${100 * value} %`,
          fill: theme.quiet,
          fontSize: 16,
          label: null,
        }),
      ],
    },
    environment,
  );
  return `${hatchingPattern()}\n${chart}`;
}
