import { coveragePercent, percent } from '../confidence/percent.js';
import type { Verdict } from '../confidence/verdict.js';
import type { Pixels } from '../image/pixels.js';
import type { Environment } from './environment.js';
import {
  boxAround,
  CAPTION,
  framedPicture,
  headline,
  INNER,
  MARGIN,
  notesAndFooter,
  SMALL,
  seenDigit,
  WIDTH,
} from './pictureParts.js';
import { probabilityBars } from './probabilityBars.js';
import { at, element, figure, textLine } from './svg.js';
import { textWidth } from './textWidth.js';
import { theme } from './theme.js';

/**
 * One reading of one digit, and what it was read from.
 *
 * @example
 * const { reading, normalized } = await readPicture(model, picture);
 * const [{ box, softmax }] = reading.digits;
 * const input: PredictionFigureInput = {
 *   ...{ picture, box, softmax, pixels28: normalized.pixels },
 *   ...{ verdict: reading.verdict, sentence: reading.sentence, warnings: reading.warnings },
 *   ...{ fileName: 'photo.jpg', modelName: 'mnist_model.h5' },
 * };
 */
export interface PredictionFigureInput {
  /** The picture as given, of any size. */
  readonly picture: Pixels;
  /** Where in the picture the digit was found, px. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** `[28 × 28]`, exactly what the network was given: 0 ground, 255 ink. */
  readonly pixels28: Uint8Array;
  /** `[10]`, the one forward pass on `pixels28`. */
  readonly softmax: readonly number[];
  /** `[10]`, what is believed, where that is calibrated: a tick on each bar. */
  readonly probabilities?: readonly number[] | undefined;
  /** The prediction set, its members marked, and how often such sets hold the truth, 0..1. */
  readonly set?: { readonly candidates: readonly number[]; readonly coverage: number } | undefined;
  readonly verdict: Verdict;
  /** The verdict in words: the headline. */
  readonly sentence: string;
  readonly warnings: readonly string[];
  /** The name of the picture's file; `''` where there is none. */
  readonly fileName: string;
  readonly modelName: string;
}

const LEFT = 300;
const GAP = 64;
const RIGHT = INNER - LEFT - GAP;
/** The height of both columns. */
const COLUMN = 496;
/** What the legend below the bars takes, px. */
const LEGEND = 34;

/**
 * The product in one figure. Left the picture as given with the digit's box, below it the 28×28 that the network saw;
 * right the raw softmax over all ten digits, ticks where the calibrated probabilities are and dots beside the members of the
 * prediction set; above both the verdict in words; below, warnings, file and model.
 *
 * @returns An SVG of 1000 px width whose height follows its text.
 * @example
 * const { reading, normalized } = await readPicture(model, picture);
 * const [{ box, softmax }] = reading.digits;
 * const { verdict, sentence, warnings } = reading;
 * const names = { fileName: 'photo.jpg', modelName: 'mnist_model.h5' };
 * const input = { picture, box, softmax, pixels28: normalized.pixels, verdict, sentence, warnings, ...names };
 * const svg = predictionFigure(input, environment);
 */
export function predictionFigure(input: PredictionFigureInput, environment: Environment): string {
  const { verdict, sentence, softmax } = input;
  const head = headline(verdict, sentence);
  const foot = notesAndFooter(input, head.bottom + 20 + COLUMN + 48);
  return figure(
    {
      width: WIDTH,
      height: foot.bottom,
      title: sentence,
      description: `Softmax: ${softmax.map((p, digit) => `${digit} ${percent(p)}`).join(', ')}.`,
    },
    head.markup,
    at(MARGIN, head.bottom, leftColumn(input, environment)),
    at(MARGIN + LEFT + GAP, head.bottom, rightColumn(input)),
    foot.markup,
  );
}

/** The picture with the box of the digit, and the 28×28 in what room is left below it. */
function leftColumn({ picture, box, pixels28 }: PredictionFigureInput, environment: Environment): string {
  const scale = Math.min(LEFT / picture.width, 262 / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const seenTop = 20 + height + 54;
  const side = 28 * Math.floor(Math.min(224, 20 + COLUMN - seenTop) / 28);
  return [
    caption(0, 'The picture', `${picture.width} × ${picture.height} px`),
    at(
      0,
      20,
      framedPicture(picture, width, height, environment),
      boxAround(
        box.map((value) => value * scale),
        width,
        height,
      ),
    ),
    caption(seenTop - 20, 'What the network saw', '28 × 28 px'),
    at(0, seenTop, seenDigit(pixels28, side, environment)),
  ].join('\n');
}

/** A heading of the left column, with a remark in small print. */
function caption(y: number, heading: string, remark: string): string {
  const { size, fill } = SMALL;
  return textLine(
    0,
    y,
    heading,
    CAPTION,
    element('tspan', { dx: 12, 'font-size': size, 'font-weight': 400, fill }, remark),
  );
}

function rightColumn({ softmax, probabilities, set, verdict }: PredictionFigureInput): string {
  const heading =
    verdict === 'not-a-digit'
      ? 'The network’s softmax, which has to name a digit'
      : 'The network’s softmax over the ten digits';
  const height = probabilities || set ? COLUMN - LEGEND : COLUMN;
  const bars = probabilityBars(softmax, { width: RIGHT, height, probabilities, candidates: set?.candidates });
  return textLine(0, 0, heading, CAPTION) + at(0, 20, bars) + legend(probabilities !== undefined, set, 20 + COLUMN - 4);
}

/** What tick and dot mean. */
function legend(hasTicks: boolean, set: PredictionFigureInput['set'], y: number): string {
  const tick = element('rect', { x: 4, y: y - 13, width: 2.5, height: 16, fill: theme.accent });
  const tickWords = 'calibrated probability';
  const left = hasTicks ? 14 + textWidth(tickWords, SMALL.size) + 30 : 0;
  const dot = element('circle', { cx: left + 5, cy: y - 5, r: 4.5, fill: theme.accent });
  return [
    ...(hasTicks ? [tick, textLine(14, y, tickWords, SMALL)] : []),
    ...(set ? [dot, textLine(left + 16, y, `in the set: right in ${coveragePercent(set.coverage)}`, SMALL)] : []),
  ].join('\n');
}
