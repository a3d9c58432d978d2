import { percent } from '../confidence/percent.js';
import { digitTile } from './digitTile.js';
import type { Environment } from './environment.js';
import { heading } from './heading.js';
import { INNER, MARGIN, WIDTH } from './pictureParts.js';
import { at, figure, textLine } from './svg.js';
import { theme } from './theme.js';

/**
 * A digit that was read, and the known ones that are most like it.
 *
 * @example
 * const input: NearestFigureInput = { pixels28, rows: [{ digit: 4, probability: 0.62, nearest: [{ pixels28, likeness: 0.9 }] }] };
 */
export interface NearestFigureInput {
  /** `[28 × 28]`, what the network was given: 0 ground, 255 ink. */
  readonly pixels28: Uint8Array;
  /** The winner and its rivals, each with known digits of that class, the likest first. */
  readonly rows: readonly {
    readonly digit: number;
    /** 0..1, that it is this digit. */
    readonly probability: number;
    readonly nearest: readonly {
      readonly pixels28: Uint8Array;
      /** -1..1, the cosine between what the network makes of both. */
      readonly likeness: number;
    }[];
  }[];
}

const TILE = 84;
const GAP = 16;
/** Where the known digits begin: beside them stands the digit that was read. */
const LEFT = MARGIN + 2 * TILE + 48;
const ROW = 178;
const SMALL = { size: 14, fill: theme.quiet } as const;

/**
 * What an answer rests on: the digit as the network saw it, beside the digits that it knows of the winner's class and of the rival's
 * which it finds most alike, each with its likeness.
 *
 * @returns An SVG of 1000 px width.
 * @example
 * const svg = nearestFigure({ pixels28, rows: [] }, environment);
 */
export function nearestFigure({ pixels28, rows }: NearestFigureInput, environment: Environment): string {
  const title = 'What it has seen before';
  const subtitle = 'The known digits that the network finds most like this one; below each how alike, at most 1';
  const head = heading(title, subtitle, { x: MARGIN, y: 40, width: INNER });
  const top = head.bottom + 48;
  return figure(
    {
      width: WIDTH,
      height: top + Math.max(1, rows.length) * ROW + 20,
      title,
      description: rows.map(({ digit, probability }) => `${digit}: ${percent(probability)}`).join(', '),
    },
    head.markup,
    textLine(MARGIN, top, 'this one', { size: 17, weight: 600 }),
    at(MARGIN, top + 14, digitTile(pixels28, 2 * TILE, environment)),
    ...rows.map(({ digit, probability, nearest }, i) =>
      at(
        LEFT,
        top + i * ROW,
        textLine(0, 0, `${i === 0 ? 'winner' : 'rival'} ${digit}, ${percent(probability)}`, {
          size: 17,
          weight: i === 0 ? 600 : 400,
        }),
        ...nearest.map((known, k) =>
          at(
            k * (TILE + GAP),
            14,
            digitTile(known.pixels28, TILE, environment),
            textLine(TILE / 2, TILE + 20, known.likeness.toFixed(2), { ...SMALL, anchor: 'middle' }),
          ),
        ),
      ),
    ),
  );
}
