import { coveragePercent, percent } from '../confidence/percent.js';
import type { Verdict } from '../confidence/verdict.js';
import type { Pixels } from '../image/pixels.js';
import { pngDataUri } from './dataUri.js';
import type { Environment } from './environment.js';
import { probabilityBars } from './probabilityBars.js';
import { shrink } from './shrink.js';
import { at, element, figure, textLine } from './svg.js';
import { shortenMiddle, textWidth, wrapText } from './textWidth.js';
import { theme } from './theme.js';
import { verdictMark } from './verdictMark.js';

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

const WIDTH = 1000;
const MARGIN = 52;
const INNER = WIDTH - 2 * MARGIN;
const LEFT = 300;
const GAP = 64;
const RIGHT = INNER - LEFT - GAP;
/** The height of both columns. */
const COLUMN = 496;
/** The base line of the headline's first line; the verdict's word stands above it. */
const FIRST_LINE = 118;
const HEADLINE = { size: 38, line: 48, maxLines: 3 };
const CAPTION = { size: 18, weight: 600, fill: theme.quiet } as const;
/** What the legend below the bars takes, px. */
const LEGEND = 34;
const SMALL = { size: 16, fill: theme.quiet } as const;
/** The picture is embedded at this many times the size that it is shown in: as many pixels as the PNG has for it. */
const EMBEDDED_SCALE = 1.5;
/** How far outside of a digit's ink its box is drawn. */
const BOX_GAP = 4;

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
  const headline = wrapText(input.sentence, HEADLINE.size, INNER, HEADLINE.maxLines);
  const columnsTop = FIRST_LINE + (headline.length - 1) * HEADLINE.line + 56;
  const notes = input.warnings.flatMap((warning) => wrapText(`Note: ${warning}`, SMALL.size, INNER, 3));
  const notesTop = columnsTop + 20 + COLUMN + 48;
  const footerTop = notesTop + notes.length * 24 + (notes.length > 0 ? 14 : -8);
  return figure(
    {
      width: WIDTH,
      height: footerTop + 66,
      title: input.sentence,
      description: `Softmax: ${input.softmax.map((p, digit) => `${digit} ${percent(p)}`).join(', ')}.`,
    },
    verdictMark(input.verdict, MARGIN, 66, CAPTION.size),
    ...headline.map((line, i) =>
      textLine(MARGIN, FIRST_LINE + i * HEADLINE.line, line, { size: HEADLINE.size, weight: 600 }),
    ),
    at(MARGIN, columnsTop, leftColumn(input, environment)),
    at(MARGIN + LEFT + GAP, columnsTop, rightColumn(input)),
    ...notes.map((line, i) => textLine(MARGIN, notesTop + i * 24, line, SMALL)),
    element('rect', { x: MARGIN, y: footerTop, width: INNER, height: 1.5, fill: theme.faint }),
    ...footer(input, footerTop + 32),
  );
}

/** The picture with the box of the digit, and the 28×28 in what room is left below it. */
function leftColumn({ picture, box, pixels28 }: PredictionFigureInput, environment: Environment): string {
  const scale = Math.min(LEFT / picture.width, 262 / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const seenTop = 20 + height + 54;
  const side = 28 * Math.floor(Math.min(224, 20 + COLUMN - seenTop) / 28);
  const embedded = shrink(picture, Math.ceil(EMBEDDED_SCALE * Math.max(width, height)));
  const seen = pngDataUri({ width: 28, height: 28, channels: 1, data: pixels28 }, environment.deflate);
  return [
    caption(0, 'The picture', `${picture.width} × ${picture.height} px`),
    at(
      0,
      20,
      image(pngDataUri(embedded, environment.deflate), width, height, scale > 1),
      element('rect', { width, height, fill: 'none', stroke: theme.middle, 'stroke-width': 1 }),
      boxAround(
        box.map((value) => value * scale),
        width,
        height,
      ),
    ),
    caption(seenTop - 20, 'What the network saw', '28 × 28 px'),
    at(0, seenTop, image(seen, side, side, true)),
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

/**
 * The box with a white rim, so that it shows on any ground, a little outside of the ink, so that it hides none of it;
 * a box that is the whole picture is not drawn.
 */
function boxAround([x, y, width, height]: number[], pictureWidth: number, pictureHeight: number): string {
  if (!(width > 0 && height > 0) || (width >= pictureWidth - 1 && height >= pictureHeight - 1)) return '';
  const [left, top] = [Math.max(0, x - BOX_GAP), Math.max(0, y - BOX_GAP)];
  const right = Math.min(pictureWidth, x + width + BOX_GAP);
  const bottom = Math.min(pictureHeight, y + height + BOX_GAP);
  const rim = { x: left, y: top, width: right - left, height: bottom - top, rx: 2, fill: 'none' };
  return (
    element('rect', { ...rim, stroke: theme.paper, 'stroke-width': 5 }) +
    element('rect', { ...rim, stroke: theme.accent, 'stroke-width': 2.5 })
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

/** The file on the left and the model on the right; of two long names each gets half of the line. */
function footer({ fileName, modelName }: PredictionFigureInput, y: number): string[] {
  const model = shortenMiddle(`model ${modelName}`, SMALL.size, INNER / 2 - 12);
  const file = shortenMiddle(fileName, SMALL.size, INNER - 24 - textWidth(model, SMALL.size));
  return [textLine(MARGIN, y, file, SMALL), textLine(WIDTH - MARGIN, y, model, { ...SMALL, anchor: 'end' })];
}

/** An embedded picture; `crisp` shows each of its pixels as a square instead of smoothing between them. */
function image(href: string, width: number, height: number, crisp: boolean): string {
  const rendering = crisp ? 'optimizeSpeed' : undefined;
  return element('image', { href, width, height, preserveAspectRatio: 'none', 'image-rendering': rendering });
}
