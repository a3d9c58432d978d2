import { cell, text } from '@observablehq/plot';
import { sharePercent } from '../confidence/percent.js';
import { drawPlot } from './drawPlot.js';
import type { Environment } from './environment.js';
import { heading } from './heading.js';
import { at, element, figure, textLine } from './svg.js';
import { theme } from './theme.js';

const WIDTH = 1000;
const MARGIN = 52;
const CELL = 70;
/** Where the matrix begins: room for the axis' name and the digits. */
const LEFT = 96;
const TOP = 64;

interface Count {
  readonly truth: number;
  readonly read: number;
  readonly count: number;
  /** Of all images of this truth, 0..1. */
  readonly share: number;
}

/**
 * Which digit was read as which: rows are the truth, columns what was read. Wrong counts are shaded by their share of
 * the row, the darkest being the commonest confusion; right ones stand bold on the diagonal. Beside each row the share
 * of that digit that was read right (recall), below each column the share of such readings that were right (precision).
 *
 * @param matrix `[classes × classes]` counts.
 * @example
 * const svg = confusionFigure([[9, 1], [2, 8]], environment);
 */
export function confusionFigure(
  matrix: readonly (readonly number[])[],
  environment: Environment,
  {
    title = 'Which digit was read as which',
    subtitle = rightInWords(matrix),
  }: { title?: string; subtitle?: string } = {},
): string {
  const digits = matrix.map((_, digit) => digit);
  const side = digits.length * CELL;
  const head = heading(title, subtitle, { x: MARGIN, y: 40, width: WIDTH - 2 * MARGIN });
  const top = head.bottom + 36;
  const rowTotals = matrix.map(sum);
  const columnTotals = digits.map((read) => sum(matrix.map((row) => row[read])));
  const small = { size: 16, fill: theme.quiet } as const;
  return figure(
    { width: WIDTH, height: top + TOP + side + 92, title, description: subtitle },
    head.markup,
    at(
      MARGIN,
      top,
      textLine(LEFT + side / 2, 16, 'read as', { ...small, anchor: 'middle' }),
      element(
        'g',
        { transform: `translate(16,${TOP + side / 2}) rotate(-90)` },
        textLine(0, 0, 'truth', { ...small, anchor: 'middle' }),
      ),
      textLine(LEFT + side + 20, TOP - 18, 'recall', small),
      textLine(LEFT - 16, TOP + side + 36, 'precision', { ...small, anchor: 'end' }),
      ...digits.flatMap((digit) => {
        const middle = (digit + 0.5) * CELL;
        const label = { size: 22, weight: 600 } as const;
        return [
          textLine(LEFT + middle, TOP - 16, String(digit), { ...label, anchor: 'middle' }),
          textLine(LEFT - 16, TOP + middle + 8, String(digit), { ...label, anchor: 'end' }),
          textLine(LEFT + side + 20, TOP + middle + 6, shareOf(matrix[digit][digit], rowTotals[digit]), small),
          textLine(LEFT + middle, TOP + side + 36, shareOf(matrix[digit][digit], columnTotals[digit]), {
            ...small,
            size: 14,
            anchor: 'middle',
          }),
        ];
      }),
      at(LEFT, TOP, cells(matrix, rowTotals, side, environment)),
    ),
  );
}

function cells(
  matrix: readonly (readonly number[])[],
  rowTotals: readonly number[],
  side: number,
  environment: Environment,
): string {
  const counts: Count[] = matrix.flatMap((row, truth) =>
    row.map((count, read) => ({ truth, read, count, share: rowTotals[truth] === 0 ? 0 : count / rowTotals[truth] })),
  );
  const right = counts.filter(({ truth, read }) => truth === read);
  const wrong = counts.filter(({ truth, read }) => truth !== read);
  const worst = Math.max(...wrong.map(({ share }) => share));
  /** 0 nothing .. 1 the commonest confusion; the rarest still shows. */
  const depth = ({ share }: Count) => (share === 0 ? 0 : 0.14 + 0.86 * (share / worst));
  const place = { x: 'read', y: 'truth', inset: 1.5 } as const;
  const words = { x: 'read', y: 'truth', text: 'count', fontSize: 20 } as const;
  const dark = (count: Count) => depth(count) > 0.55;
  const band = { type: 'band', domain: matrix.map((_, digit) => digit), padding: 0 } as const;
  return drawPlot(
    {
      width: side,
      height: side,
      margin: 0,
      x: band,
      y: band,
      color: { type: 'identity' },
      marks: [
        cell(wrong, {
          ...place,
          fill: (count: Count) => mix(theme.paper, theme.ink, depth(count)),
          stroke: theme.faint,
        }),
        cell(right, { ...place, fill: theme.faint, stroke: theme.faint }),
        text(right, { ...words, fill: theme.ink, fontWeight: 600 }),
        text(
          wrong.filter(({ count }) => count === 0),
          { ...words, fill: theme.middle, fontSize: 16 },
        ),
        text(
          wrong.filter((count) => count.count > 0 && !dark(count)),
          { ...words, fill: theme.ink },
        ),
        text(wrong.filter(dark), { ...words, fill: theme.paper, fontWeight: 600 }),
      ],
    },
    environment,
  );
}

function rightInWords(matrix: readonly (readonly number[])[]): string {
  const all = sum(matrix.map(sum));
  const right = sum(matrix.map((row, digit) => row[digit]));
  const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped(right)} of ${grouped(all)} read right. Shading: how often a digit was taken for another`;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : sharePercent(part / whole);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The colour `share` of the way from one `#rrggbb` to another. */
function mix(from: string, to: string, share: number): string {
  const channel = (color: string, i: number) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const hex = (i: number) =>
    Math.round(channel(from, i) * (1 - share) + channel(to, i) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(0)}${hex(1)}${hex(2)}`;
}
