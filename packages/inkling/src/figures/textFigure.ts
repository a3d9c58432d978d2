import { percent } from '../confidence/percent.js';
import { ranking } from '../confidence/ranking.js';
import { IS_DIGIT_THRESHOLD } from '../confidence/verdict.js';
import type { Environment } from './environment.js';
import { hatching, hatchingPattern } from './hatching.js';
import {
  type AnswerFigureInput,
  boxAround,
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
import { at, element, figure, textLine } from './svg.js';
import { theme } from './theme.js';
import { tick } from './tick.js';

/**
 * A digit among several.
 *
 * @example
 * const { reading, digits: seen } = await readDigits(model, picture);
 * const digits: TextFigureDigit[] = reading.digits.map((digit, i) => ({ ...digit, pixels28: seen[i].pixels }));
 */
export interface TextFigureDigit {
  /** Where in the picture it was found, px. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** `[28 × 28]`, what the network was given: 0 ground, 255 ink. */
  readonly pixels28: Uint8Array;
  /** `[10]`, the one forward pass on `pixels28`: the bars. */
  readonly softmax: readonly number[];
  /** `[10]`, what is believed: the digit and percentage of the card, and where the model is calibrated a tick on each bar. */
  readonly probabilities: readonly number[];
  /** The prediction set: where the model is calibrated its members have dots, unless the digit is refused. */
  readonly candidates: readonly number[];
  /** 0..1, whether it is a digit at all; refused below 0.5, and missing or `null` where nobody can say. */
  readonly isDigit?: number | null;
}

/**
 * A reading of several digits, and what they were read from.
 *
 * @example
 * const { reading, digits: seen } = await readDigits(model, picture);
 * const digits = reading.digits.map((digit, i) => ({ ...digit, pixels28: seen[i].pixels }));
 * const input: TextFigureInput = {
 *   ...{ picture, digits, verdict: reading.verdict, sentence: reading.sentence, warnings: reading.warnings },
 *   ...{ fileName: 'photo.jpg', modelName: 'mnist_model.h5' },
 * };
 */
export interface TextFigureInput extends AnswerFigureInput {
  /** In reading order. */
  readonly digits: readonly TextFigureDigit[];
  /** How often prediction sets hold the truth, 0..1; missing where the model is not calibrated: no ticks and dots then. */
  readonly coverage?: number | undefined;
  /** Whether they do so of each digit by itself. */
  readonly classConditional?: boolean | undefined;
}

const PICTURE_HEIGHT = 340;
/** Cards beside each other, and the room between them, px. */
const COLUMNS = 5;
const GAP = 24;
const CARD = (INNER - (COLUMNS - 1) * GAP) / COLUMNS;
const SEEN = 70;
const BAR = { top: 90, step: 19, height: 11, left: 30 };
const CARD_HEIGHT = BAR.top + 10 * BAR.step + 26;
/** How far a tick stands out of its bar, px. */
const OVERHANG = 2.5;

/**
 * A text of several digits in one figure: the picture with a numbered box around each digit, and for each digit a card with what
 * the network saw of it, what is believed, and the raw softmax as ten bars, marked as those of `predictionFigure` are. Above the
 * verdict in words; below, what the marks mean, warnings, file and model.
 *
 * @returns An SVG of 1000 px width whose height follows its text.
 * @example
 * const { reading, digits: seen } = await readDigits(model, picture);
 * const digits = reading.digits.map((digit, i) => ({ ...digit, pixels28: seen[i].pixels }));
 * const { verdict, sentence, warnings } = reading;
 * const names = { fileName: 'photo.jpg', modelName: 'mnist_model.h5' };
 * const svg = textFigure({ picture, digits, verdict, sentence, warnings, ...names }, environment);
 */
export function textFigure(input: TextFigureInput, environment: Environment): string {
  const { picture, digits, coverage, classConditional, verdict, sentence } = input;
  const head = headline(verdict, sentence);
  const pictureTop = head.bottom - 16;
  const scale = Math.min(INNER / picture.width, PICTURE_HEIGHT / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const cardsTop = pictureTop + height + 44;
  const rows = Math.ceil(digits.length / COLUMNS);
  const cardsBottom = cardsTop + rows * (CARD_HEIGHT + GAP);
  const calibrated = coverage !== undefined;
  const key = legend(
    {
      ...{ bars: true, answer: calibrated ? 'neighbours weighed in' : undefined },
      ...{ coverage: digits.some(hasSet) ? coverage : undefined, classConditional },
    },
    INNER,
  );
  const foot = notesAndFooter(input, cardsBottom + 10 + key.height);
  const cards = digits.map((digit, i) =>
    at(
      MARGIN + (i % COLUMNS) * (CARD + GAP),
      cardsTop + Math.floor(i / COLUMNS) * (CARD_HEIGHT + GAP),
      card(digit, i + 1, calibrated, environment),
    ),
  );
  return figure(
    {
      width: WIDTH,
      height: foot.bottom,
      title: sentence,
      description: digits.map((digit, i) => `Digit ${i + 1}: ${said(digit)}`).join('; '),
    },
    head.markup,
    hatchingPattern(5),
    at(
      MARGIN,
      pictureTop,
      framedPicture(picture, width, height, environment),
      ...digits.map(({ box }, i) =>
        numberedBox(
          box.map((value) => value * scale),
          i + 1,
          width,
          height,
        ),
      ),
    ),
    ...cards,
    at(MARGIN, cardsBottom, key.markup),
    foot.markup,
  );
}

/** Sets hold the truth of digits; of what is none they promise nothing. */
function hasSet({ isDigit }: TextFigureDigit): boolean {
  return (isDigit ?? 1) >= IS_DIGIT_THRESHOLD;
}

/** `4, 62 %`. */
function said({ probabilities }: TextFigureDigit): string {
  const [winner] = ranking(probabilities);
  return `${winner}, ${percent(probabilities[winner])}`;
}

function numberedBox(box: readonly number[], number: number, width: number, height: number): string {
  const [x, y] = box;
  const [left, top] = [Math.max(9, x), Math.max(9, y)];
  return (
    boxAround(box, width, height) +
    element('circle', { cx: left, cy: top, r: 11, fill: theme.accent, stroke: theme.paper, 'stroke-width': 2 }) +
    textLine(left, top + 5, String(number), { size: 14, weight: 600, fill: theme.paper, anchor: 'middle' })
  );
}

/** What the network saw of a digit, its number and answer, and ten bars below with their marks. */
function card(digit: TextFigureDigit, number: number, calibrated: boolean, environment: Environment): string {
  const { softmax, probabilities, candidates, pixels28 } = digit;
  const [answer] = ranking(probabilities);
  const [winner, runnerUp] = ranking(softmax);
  const full = CARD - BAR.left;
  const y = (of: number) => BAR.top + of * BAR.step;
  const bar = (of: number, share: number, paint: Record<string, string | number>) =>
    element('rect', { x: BAR.left, y: y(of), width: share * full, height: BAR.height, ...paint });
  const paintOf = (of: number) => {
    if (of === winner) return { fill: theme.ink };
    return of === runnerUp ? { fill: hatching, stroke: theme.ink, 'stroke-width': 1 } : { fill: theme.middle };
  };
  const marks = () => [
    ...probabilities.map((share, of) =>
      tick(BAR.left + share * full, { top: y(of), thickness: BAR.height, overhang: OVERHANG }),
    ),
    ...(hasSet(digit) ? candidates : []).map((of) =>
      element('circle', { class: 'member', cx: 4, cy: y(of) + BAR.height / 2, r: 3.5, fill: theme.accent }),
    ),
  ];
  return [
    at(0, 0, seenDigit(pixels28, SEEN, environment)),
    textLine(SEEN + 12, 12, `digit ${number}`, SMALL),
    textLine(SEEN + 12, 47, String(answer), { size: 36, weight: 600 }),
    textLine(SEEN + 12, SEEN, percent(probabilities[answer]), { size: 16, weight: 600 }),
    ...softmax.map((share, of) => bar(of, 1, { fill: theme.faint }) + bar(of, share, paintOf(of))),
    ...softmax.map((_, of) =>
      textLine(BAR.left - 8, y(of) + BAR.height - 0.5, String(of), {
        ...{ size: 16, anchor: 'end' },
        ...(of === winner ? { weight: 600 } : { fill: theme.quiet }),
      }),
    ),
    ...(calibrated ? marks() : []),
  ].join('\n');
}
