import { axisX, axisY, dot, gridY, line, ruleX } from '@observablehq/plot';
import { drawPlot } from './drawPlot.js';
import type { Environment } from './environment.js';
import { heading } from './heading.js';
import { at, element, figure, textLine } from './svg.js';
import { theme } from './theme.js';

/**
 * One epoch of a training; the validation's numbers are missing where nothing was validated.
 *
 * @example
 * const point: CurvePoint = { epoch: 1, loss: 0.4, accuracy: 0.9 };
 */
export interface CurvePoint {
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  /** 0..1. */
  readonly accuracy: number;
  readonly validationLoss?: number;
  /** 0..1. */
  readonly validationAccuracy?: number;
}

/**
 * A training to be drawn: a `History` is one.
 *
 * @example
 * const curves: Curves = { epochs: [{ epoch: 1, loss: 0.4, accuracy: 0.9 }], bestEpoch: 1 };
 */
export interface Curves {
  readonly epochs: readonly CurvePoint[];
  /** The epoch whose weights were kept, counted from 1. */
  readonly bestEpoch: number;
}

const WIDTH = 1000;
const MARGIN = 52;
const GAP = 56;
const INNER = WIDTH - 2 * MARGIN;
/** What stands right of the title. */
const KEY_WIDTH = 400;
const PANEL = { width: (INNER - GAP) / 2, height: 336 };

const MOST_DOTS = 20;

/** One of the two panels: which numbers it shows, and how they are written. */
interface Panel {
  readonly name: string;
  readonly training: (point: CurvePoint) => number;
  readonly validation: (point: CurvePoint) => number | undefined;
  readonly format: (value: number) => string;
  readonly highest?: number;
}

const LOSS: Panel = {
  name: 'Loss',
  training: (point) => point.loss,
  validation: (point) => point.validationLoss,
  format: (value) => String(Number(value.toFixed(4))),
};

const ACCURACY: Panel = {
  name: 'Accuracy',
  training: (point) => point.accuracy,
  validation: (point) => point.validationAccuracy,
  format: (value) => `${Number((100 * value).toFixed(2))} %`,
  highest: 1,
};

/**
 * Loss and accuracy by epoch: training dashed and pale, validation solid and dark, the epoch that was kept marked by an
 * upright line and a ring. One epoch is drawn as two dots.
 *
 * @example
 * const svg = learningCurves(await model.fit(digits, { epochs: 2 }), environment);
 */
export function learningCurves(
  history: Curves,
  environment: Environment,
  { title = 'Learning curves', subtitle = bestInWords(history) }: { title?: string; subtitle?: string } = {},
): string {
  const head = heading(title, subtitle, { x: MARGIN, y: 40, width: INNER, titleWidth: INNER - KEY_WIDTH });
  const top = head.bottom + 44;
  return figure(
    { width: WIDTH, height: top + 24 + PANEL.height + 32, title, description: subtitle },
    head.markup,
    key(WIDTH - MARGIN, 70),
    at(MARGIN, top, panel(LOSS, history, environment)),
    at(MARGIN + PANEL.width + GAP, top, panel(ACCURACY, history, environment)),
  );
}

function bestInWords({ epochs, bestEpoch }: Curves): string {
  const best = epochs.find((point) => point.epoch === bestEpoch);
  if (best === undefined) return '';
  const { validationAccuracy, validationLoss } = best;
  const kept = `Kept: epoch ${bestEpoch} of ${epochs.length}`;
  if (validationAccuracy === undefined || validationLoss === undefined) return kept;
  return `${kept}, validation accuracy ${ACCURACY.format(validationAccuracy)}, loss ${LOSS.format(validationLoss)}`;
}

/** What the lines and the ring mean, ending at `right`. */
function key(right: number, y: number): string {
  const sample = (x: number, stroke: string, dashes?: string) =>
    element('path', { d: `M${x},${y - 5}h36`, stroke, 'stroke-width': 3, 'stroke-dasharray': dashes });
  return [
    element('circle', { cx: right - 366, cy: y - 5, r: 9, fill: 'none', stroke: theme.accent, 'stroke-width': 2.5 }),
    textLine(right - 348, y, 'kept epoch', { size: 16 }),
    sample(right - 248, theme.ink),
    textLine(right - 204, y, 'validation', { size: 16 }),
    sample(right - 112, theme.quiet, '3 5'),
    textLine(right - 68, y, 'training', { size: 16, fill: theme.quiet }),
  ].join('');
}

function panel(
  { name, training, validation, format, highest }: Panel,
  history: Curves,
  environment: Environment,
): string {
  const { epochs, bestEpoch } = history;
  const validated = epochs.filter((point) => validation(point) !== undefined);
  const values = [...epochs.map(training), ...validated.map((point) => validation(point) ?? Number.NaN)];
  const kept = epochs.filter((point) => point.epoch === bestEpoch);
  // Many dots would hide the dashes that tell the lines apart.
  const dotted = epochs.length <= MOST_DOTS;
  const x = 'epoch';
  const small = { fill: theme.quiet, fontSize: 16, tickSize: 0, label: null } as const;
  const chart = drawPlot(
    {
      ...PANEL,
      marginLeft: 66,
      marginRight: 14,
      marginTop: 10,
      marginBottom: 56,
      x: { type: 'linear', domain: epochDomain(epochs) },
      y: { domain: roomy(values, highest), nice: true },
      marks: [
        gridY({ ticks: 5, stroke: theme.faint, strokeOpacity: 1, strokeWidth: 1.5 }),
        axisY({ ...small, ticks: 5, tickFormat: format, tickPadding: 10 }),
        axisX(epochTicks(epochs), {
          ...small,
          tickPadding: 10,
          tickFormat: String,
          label: 'epoch',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 50,
        }),
        ruleX([bestEpoch], { stroke: theme.middle, strokeWidth: 1.5 }),
        line(epochs, { x, y: training, stroke: theme.quiet, strokeWidth: 3, strokeDasharray: '3 5' }),
        dot(dotted ? epochs : [], { x, y: training, r: 3.5, fill: theme.paper, stroke: theme.quiet, strokeWidth: 2 }),
        line(validated, { x, y: validation, stroke: theme.ink, strokeWidth: 3 }),
        dot(dotted ? validated : [], { x, y: validation, r: 4, fill: theme.ink }),
        dot(kept, {
          x,
          y: (point: CurvePoint) => validation(point) ?? training(point),
          r: 9,
          stroke: theme.accent,
          strokeWidth: 2.5,
        }),
      ],
    },
    environment,
  );
  return textLine(0, 0, name, { size: 18, weight: 600, fill: theme.quiet }) + at(0, 18, chart);
}

/** From the first to the last epoch; a single epoch stands in the middle. */
function epochDomain(epochs: readonly CurvePoint[]): [number, number] {
  const first = epochs[0]?.epoch ?? 1;
  const last = epochs[epochs.length - 1]?.epoch ?? 1;
  return first === last ? [first - 1, last + 1] : [first, last];
}

/** The first epoch and round ones, about eight in all. */
function epochTicks(epochs: readonly CurvePoint[]): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((each) => epochs.length / each <= 8) ?? 100;
  return epochs.filter(({ epoch }, i) => i === 0 || epoch % step === 0).map(({ epoch }) => epoch);
}

/** A little more than the values span, but not above `highest`; NaN and infinities (a diverged training) don't count. */
function roomy(values: readonly number[], highest = Number.POSITIVE_INFINITY): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = (high - low) * 0.06 || Math.max(Math.abs(high) * 0.05, 0.01);
  return [Math.max(0, low - room), Math.min(highest, high + room)];
}
