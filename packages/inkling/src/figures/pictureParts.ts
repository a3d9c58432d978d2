import { coveragePercent } from '../confidence/percent.js';
import type { Verdict } from '../confidence/verdict.js';
import type { Pixels } from '../image/pixels.js';
import { pngDataUri } from './dataUri.js';
import type { Environment } from './environment.js';
import { type Key, key } from './key.js';
import { shrink } from './shrink.js';
import { element, textLine } from './svg.js';
import { shortenMiddle, textWidth, wrapText } from './textWidth.js';
import { theme } from './theme.js';
import { verdictMark } from './verdictMark.js';

export const WIDTH = 1000;
export const MARGIN = 52;
export const INNER = WIDTH - 2 * MARGIN;
/** The base line of the headline's first line; the verdict's word stands above it. */
const FIRST_LINE = 118;
const HEADLINE = { size: 38, line: 48, maxLines: 3 };
export const CAPTION = { size: 18, weight: 600, fill: theme.quiet } as const;
export const SMALL = { size: 16, fill: theme.quiet } as const;
/** The picture is embedded at this many times the size that it is shown in: as many pixels as the PNG has for it. */
const EMBEDDED_SCALE = 1.5;
/** How far outside of a digit's ink its box is drawn. */
const BOX_GAP = 4;

/** What a figure says of any picture that was read. */
export interface AnswerFigureInput {
  /** The picture as given, of any size. */
  readonly picture: Pixels;
  readonly verdict: Verdict;
  /** The verdict in words: the headline. */
  readonly sentence: string;
  readonly warnings: readonly string[];
  /** The name of the picture's file; `''` where there is none. */
  readonly fileName: string;
  readonly modelName: string;
}

/** Markup, and the y below it where the rest may begin. */
export interface Part {
  readonly markup: string;
  readonly bottom: number;
}

/** The verdict as word and sign, below it the sentence as the headline. */
export function headline(verdict: Verdict, sentence: string): Part {
  const lines = wrapText(sentence, HEADLINE.size, INNER, HEADLINE.maxLines);
  const markup = [
    verdictMark(verdict, MARGIN, 66, CAPTION.size),
    ...lines.map((line, i) =>
      textLine(MARGIN, FIRST_LINE + i * HEADLINE.line, line, { size: HEADLINE.size, weight: 600 }),
    ),
  ];
  return { markup: markup.join('\n'), bottom: FIRST_LINE + (lines.length - 1) * HEADLINE.line + 56 };
}

/** Warnings as notes from `top` on, then a rule, file and model; `bottom` is the figure's height. */
export function notesAndFooter(
  { warnings, ...names }: Pick<AnswerFigureInput, 'warnings' | 'fileName' | 'modelName'>,
  top: number,
): Part {
  const notes = warnings.flatMap((warning) => wrapText(`Note: ${warning}`, SMALL.size, INNER, 3));
  const footerTop = top + notes.length * 24 + (notes.length > 0 ? 14 : -8);
  const markup = [
    ...notes.map((line, i) => textLine(MARGIN, top + i * 24, line, SMALL)),
    element('rect', { x: MARGIN, y: footerTop, width: INNER, height: 1.5, fill: theme.faint }),
    ...footer(names, footerTop + 32),
  ];
  return { markup: markup.join('\n'), bottom: footerTop + 66 };
}

/** What is told of the marks at bars. */
export interface LegendMarks {
  /** Whether it has to be said that the bars are one pass: there is no heading that says so. */
  readonly bars?: boolean;
  /** How the answer came about that ticks show; missing where there are none. */
  readonly answer?: string | undefined;
  /** How often the sets whose members have dots hold the truth, 0..1; missing where there are no dots. */
  readonly coverage?: number | undefined;
  /** Whether they do so of each digit by itself. */
  readonly classConditional?: boolean | undefined;
}

/** What is left free above the first row of a legend, px. */
const LEGEND_GAP = 10;

/** What the marks at bars mean, in rows of at most `width` px, the first base line at y = 0; `height` is 0 where there are none. */
export function legend({ bars = false, answer, coverage, classConditional = false }: LegendMarks, width: number): Key {
  const solid = element('rect', { x: 0, y: -10, width: 11, height: 9, fill: theme.ink });
  const tick = element('rect', { x: 4, y: -13, width: 2.5, height: 16, fill: theme.accent });
  const dot = element('circle', { cx: 5, cy: -5, r: 4.5, fill: theme.accent });
  const ofEach = classConditional ? ' of each digit' : '';
  const { markup, height } = key(
    [
      ...(bars ? [{ mark: solid, words: 'one pass of the network' }] : []),
      ...(answer === undefined ? [] : [{ mark: tick, words: `the answer: ${answer}, calibrated` }]),
      ...(coverage === undefined
        ? []
        : [{ mark: dot, words: `in the set: right in ${coveragePercent(coverage)}${ofEach}` }]),
    ],
    { width, size: SMALL.size },
  );
  return { markup, height: height > 0 ? height + LEGEND_GAP : 0 };
}

/** The picture `width` × `height` px large, with a thin frame. */
export function framedPicture(picture: Pixels, width: number, height: number, { deflate }: Environment): string {
  const embedded = shrink(picture, Math.ceil(EMBEDDED_SCALE * Math.max(width, height)));
  return (
    image(pngDataUri(embedded, deflate), width, height, width > picture.width) +
    element('rect', { width, height, fill: 'none', stroke: theme.middle, 'stroke-width': 1 })
  );
}

/** The 28×28 that the network saw, `side` px large. */
export function seenDigit(pixels28: Uint8Array, side: number, { deflate }: Environment): string {
  return image(pngDataUri({ width: 28, height: 28, channels: 1, data: pixels28 }, deflate), side, side, true);
}

/**
 * The box with a white rim, so that it shows on any ground, a little outside of the ink, so that it hides none of it;
 * a box that is the whole picture is not drawn.
 */
export function boxAround(
  [x, y, width, height]: readonly number[],
  pictureWidth: number,
  pictureHeight: number,
): string {
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

/** The file on the left and the model on the right; of two long names each gets half of the line. */
function footer({ fileName, modelName }: Pick<AnswerFigureInput, 'fileName' | 'modelName'>, y: number): string[] {
  const model = shortenMiddle(`model ${modelName}`, SMALL.size, INNER / 2 - 12);
  const file = shortenMiddle(fileName, SMALL.size, INNER - 24 - textWidth(model, SMALL.size));
  return [textLine(MARGIN, y, file, SMALL), textLine(WIDTH - MARGIN, y, model, { ...SMALL, anchor: 'end' })];
}

/** An embedded picture; `crisp` shows each of its pixels as a square instead of smoothing between them. */
function image(href: string, width: number, height: number, crisp: boolean): string {
  const rendering = crisp ? 'optimizeSpeed' : undefined;
  return element('image', { href, width, height, preserveAspectRatio: 'none', 'image-rendering': rendering });
}
