import { axisX, axisY, dot, gridY, line, rectY, text } from '@observablehq/plot';
import { adaptiveCalibrationError, expectedCalibrationError } from '../confidence/expectedCalibrationError.js';
import { percent } from '../confidence/percent.js';
import { equalWidthBins } from '../confidence/reliability.js';
import { thousands } from '../thousands.js';
import { drawPlot } from './drawPlot.js';
import type { Environment } from './environment.js';
import { hatching, hatchingPattern } from './hatching.js';
import { heading } from './heading.js';
import { SQUARE, smallAxis } from './squarePanel.js';
import { at, figure } from './svg.js';
import { theme } from './theme.js';

const BINS = 15;

/** A bin that holds answers, and where it stands. */
interface Column {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
  readonly accuracy: number;
  readonly count: number;
}

/**
 * A reliability diagram: answers sorted by how sure they are, a column for how many of them are right. An honest network's
 * columns reach the diagonal; what lies between is hatched, and above each stands how many answers it is made of. The subtitle says how large both calibration errors are.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @returns An SVG of 640 px width whose height follows its text.
 *
 * @example
 * const svg = reliabilityDiagram([0.9, 0.6, 0.99], [true, false, true], environment);
 */
export function reliabilityDiagram(
  confidences: readonly number[],
  correct: readonly boolean[],
  environment: Environment,
  { title = 'How sure, and how often right' }: { title?: string } = {},
): string {
  const columns = equalWidthBins(confidences, correct, BINS).flatMap(
    ({ count, confidence, accuracy }, bin): Column[] =>
      confidence === null || accuracy === null
        ? []
        : [{ from: bin / BINS, to: (bin + 1) / BINS, confidence, accuracy, count }],
  );
  const errors = [expectedCalibrationError, adaptiveCalibrationError].map((error) =>
    inPercent(error(confidences, correct, BINS)),
  );
  const subtitle = `${thousands(confidences.length)} answers; calibration error ${errors[0]}, in bins of equal numbers ${errors[1]}`;
  const head = heading(title, subtitle, { x: SQUARE.margin, y: 40, width: SQUARE.inner });
  const described = columns.map(
    ({ confidence, accuracy }) => `sure of ${percent(confidence)}: ${percent(accuracy)} right`,
  );
  return figure(
    {
      width: SQUARE.width,
      height: head.bottom + 24 + SQUARE.chart.height + 24,
      title,
      description: `${subtitle}. ${described.join(', ')}.`,
    },
    hatchingPattern(),
    head.markup,
    at(SQUARE.margin, head.bottom + 24, chart(columns, environment)),
  );
}

function chart(columns: readonly Column[], environment: Environment): string {
  const wide = { x1: 'from', x2: 'to', insetLeft: 1, insetRight: 1 } as const;
  const ticks = { ...smallAxis, tickFormat: (value: number) => `${100 * value} %` };
  return drawPlot(
    {
      ...SQUARE.chart,
      x: { domain: [0, 1] },
      y: { domain: [0, 1] },
      marks: [
        gridY([0, 0.25, 0.5, 0.75, 1], { stroke: theme.faint, strokeOpacity: 1, strokeWidth: 1.5 }),
        axisY([0, 0.5, 1], { ...ticks, label: 'right', labelOffset: 80 }),
        axisX([0, 0.5, 1], { ...ticks, label: 'sure of the answer', labelOffset: 54 }),
        rectY(columns, { ...wide, y: 'accuracy', fill: theme.middle, className: 'columns' }),
        rectY(columns, {
          ...wide,
          y1: 'accuracy',
          y2: 'confidence',
          fill: hatching,
          stroke: theme.ink,
          strokeWidth: 1.2,
          className: 'gaps',
        }),
        line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: theme.ink, strokeWidth: 2, strokeDasharray: '3 5' },
        ),
        text(columns, {
          x: ({ from, to }: Column) => (from + to) / 2,
          text: ({ count }: Column) => thousands(count),
          frameAnchor: 'top',
          dy: -24,
          fontSize: 14,
          fill: theme.quiet,
        }),
        dot(columns, { x: 'confidence', y: 'accuracy', r: 4, fill: theme.ink }),
      ],
    },
    environment,
  );
}

/** Errors may be 0 or tiny, which `percent`, made for probabilities, does not say. */
function inPercent(value: number): string {
  return `${(100 * value).toFixed(2)} %`;
}
