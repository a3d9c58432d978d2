import { percent } from '../confidence/percent.js';
import type { Environment } from './environment.js';
import {
  type AnswerFigureInput,
  boxAround,
  CAPTION,
  framedPicture,
  headline,
  INNER,
  legend,
  MARGIN,
  notesAndFooter,
  SMALL,
  seenDigit,
  WIDTH,
} from './pictureParts.js';
import { probabilityBars } from './probabilityBars.js';
import { at, element, figure, textLine } from './svg.js';

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
export interface PredictionFigureInput extends AnswerFigureInput {
  /** Where in the picture the digit was found, px. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** `[28 × 28]`, exactly what the network was given: 0 ground, 255 ink. */
  readonly pixels28: Uint8Array;
  /** `[10]`, the one forward pass on `pixels28`. */
  readonly softmax: readonly number[];
  /** `[10]`, what is believed, where that is calibrated: a tick on each bar. */
  readonly probabilities?: readonly number[] | undefined;
  /** The prediction set, its members marked unless it is refused, and how often such sets hold the truth, 0..1; of each digit if class-conditional. */
  readonly set?:
    | {
        readonly candidates: readonly number[];
        readonly coverage: number;
        readonly classConditional?: boolean | undefined;
      }
    | undefined;
}

const LEFT = 300;
const GAP = 64;
const RIGHT = INNER - LEFT - GAP;
/** The height of both columns. */
const COLUMN = 496;
/** From the bars to the base line of the legend's first row, px. */
const LEGEND_TOP = 30;

/**
 * The product in one figure. Left the picture as given with the digit's box, below it the 28×28 that the network saw;
 * right the raw softmax over all ten digits, ticks where the calibrated probabilities are and dots beside the members of the
 * prediction set unless the picture is refused; above both the verdict in words; below, warnings, file and model.
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

function rightColumn({ softmax, probabilities, set: given, verdict }: PredictionFigureInput): string {
  const refused = verdict === 'not-a-digit';
  // Sets hold the truth of digits; of what is none they promise nothing.
  const set = refused ? undefined : given;
  const heading = refused
    ? 'One pass of the network, which has to name a digit'
    : 'One pass of the network: softmax over the digits';
  const answer = probabilities && 'mean of several passes';
  const key = legend({ answer, coverage: set?.coverage, classConditional: set?.classConditional }, RIGHT);
  const height = COLUMN - key.height;
  const bars = probabilityBars(softmax, { width: RIGHT, height, probabilities, candidates: set?.candidates });
  return textLine(0, 0, heading, CAPTION) + at(0, 20, bars, at(0, height + LEGEND_TOP, key.markup));
}
