import { areaY, axisX, axisY, dot, gridY, line, text } from '@observablehq/plot';
import { afterRefusing, riskCoverage } from '../confidence/riskCoverage.js';
import { thousands } from '../thousands.js';
import { drawPlot } from './drawPlot.js';
import type { Environment } from './environment.js';
import { heading } from './heading.js';
import { SQUARE, smallAxis } from './squarePanel.js';
import { at, figure } from './svg.js';
import { theme } from './theme.js';

/** How much of the work may be left to a person before it no longer pays: the range that is drawn. */
const MOST_REFUSED = 0.1;
/** Shares whose remaining errors are written out. */
const NAMED = [0, 0.01, 0.05] as const;

/** A place where the answers may be cut: the share given to a person, and how many errors remain. */
interface Cut {
  readonly refused: number;
  readonly errors: number;
}

/**
 * What it costs to be right: the least sure answers are given to a person, and so many errors remain among the others.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @returns An SVG of 640 px width whose height follows its text.
 *
 * @example
 * const svg = riskCoverageCurve([0.9, 0.6, 0.99], [true, false, true], environment);
 */
export function riskCoverageCurve(
  confidences: readonly number[],
  correct: readonly boolean[],
  environment: Environment,
  { title = 'Errors that remain when the least sure are read by a person' }: { title?: string } = {},
): string {
  const curve = riskCoverage(confidences, correct);
  const cuts = curve
    .map(({ coverage, errors }): Cut => ({ refused: 1 - coverage, errors }))
    .filter(({ refused }) => refused <= MOST_REFUSED);
  const named = NAMED.flatMap((refused): Cut[] => {
    const point = afterRefusing(curve, refused);
    return point ? [{ refused, errors: point.errors }] : [];
  });
  const subtitle = `Of ${thousands(confidences.length)} answers: ${named.map(inWords).join('; ')}`;
  const head = heading(title, subtitle, { x: SQUARE.margin, y: 40, width: SQUARE.inner });
  return figure(
    {
      width: SQUARE.width,
      height: head.bottom + 24 + SQUARE.chart.height + 24,
      title,
      description: `${subtitle}.`,
    },
    head.markup,
    at(SQUARE.margin, head.bottom + 24, chart(cuts, named, environment)),
  );
}

function inWords({ refused, errors }: Cut): string {
  return `${refused === 0 ? 'none' : `${100 * refused} %`} refused, ${thousands(errors)} wrong`;
}

function chart(cuts: readonly Cut[], named: readonly Cut[], environment: Environment): string {
  const highest = Math.max(1, ...cuts.map(({ errors }) => errors), ...named.map(({ errors }) => errors));
  // From right to left: up to the next cut as many errors remain as at the last.
  const steps = { x: 'refused', y: 'errors', curve: 'step-before' } as const;
  return drawPlot(
    {
      ...SQUARE.chart,
      x: { domain: [0, MOST_REFUSED] },
      y: { domain: [0, highest], nice: true },
      marks: [
        gridY({ ticks: 5, stroke: theme.faint, strokeOpacity: 1, strokeWidth: 1.5 }),
        axisY({
          ...smallAxis,
          ticks: Math.min(5, highest),
          tickFormat: thousands,
          label: 'wrong answers',
          labelOffset: 76,
        }),
        axisX([0, 0.02, 0.04, 0.06, 0.08, 0.1], {
          ...smallAxis,
          tickFormat: (value: number) => `${Math.round(100 * value)} %`,
          label: 'read by a person, the least sure first',
          labelOffset: 54,
        }),
        areaY(cuts, { ...steps, fill: theme.faint }),
        line(cuts, { ...steps, stroke: theme.ink, strokeWidth: 3 }),
        dot(named, { x: 'refused', y: 'errors', r: 5, fill: theme.paper, stroke: theme.accent, strokeWidth: 2.5 }),
        text(named, {
          x: 'refused',
          y: 'errors',
          text: ({ errors }: Cut) => thousands(errors),
          dx: 10,
          dy: -12,
          textAnchor: 'start',
          fontSize: 18,
          fontWeight: 600,
          fill: theme.ink,
        }),
      ],
    },
    environment,
  );
}
