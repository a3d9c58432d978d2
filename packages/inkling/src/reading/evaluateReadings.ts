import {
  brierScore,
  type ConfidenceStatistics,
  expectedCalibrationError,
  negativeLogLikelihood,
  predictionSet,
  ranking,
  type SetOptions,
  thresholdAt,
  wilsonInterval,
} from '../confidence/index.js';
import type { DigitReading, PictureReading } from './pictureReading.js';

/**
 * A picture that was read, and what is known of it.
 *
 * @example
 * const row: LabeledReading = { reading: (await readPicture(model, picture)).reading, label: '7' };
 */
export interface LabeledReading {
  readonly reading: PictureReading;
  /** The digits that are there, in reading order; missing where nobody knows or where there are none. */
  readonly label?: string;
  /** What sort of picture this is, to count each sort by itself: `photo`, `scan`. */
  readonly kind?: string;
}

/**
 * How often readings are right, how sure they were, and how honestly. Shares and probabilities are 0..1; `null` where there is nothing to share.
 *
 * @example
 * const { oneDigit }: { oneDigit: ReadingScores } = await evaluateImages(model, digits);
 */
export interface ReadingScores {
  /** Pictures with a label. */
  readonly n: number;
  /** Share of them whose text equals the label, refused or not. */
  readonly accuracy: number | null;
  /** Expected calibration error of the confidence in the text, 15 equal bins. */
  readonly ece: number | null;
  /** Mean negative log-likelihood of the digits that are there, in nats: of what is believed, and of the single pass. */
  readonly nll: number | null;
  readonly nllRaw: number | null;
  /** Share of all pictures, labelled or not, that got the verdict `not-a-digit`. */
  readonly refused: number | null;
  /** Share of the labelled ones that got `sure`, and of those the share that was right. */
  readonly sure: number | null;
  readonly sureAccuracy: number | null;
}

/**
 * What many readings, or the images of a data set, say of a model. Shares are 0..1, `null` where nothing was counted.
 *
 * @example
 * const { reading } = await readPicture(model, picture);
 * const { n, accuracy }: Evaluation = evaluateReadings([{ reading, label: '7' }]);
 */
export interface Evaluation extends ReadingScores {
  /** Wilson's 95 % interval of `accuracy`. */
  readonly interval: readonly [low: number, high: number];
  /** As `accuracy` and `ece`, for the winners of the single pass. */
  readonly accuracySinglePass: number | null;
  readonly eceRaw: number | null;
  /** Pictures read wrongly. */
  readonly errors: number;
  /** Mean Brier score of the digits, 0..2. */
  readonly brier: number | null;
  /** `[10][10]`: digits of the row that were read as the digit of the column. */
  readonly confusion: readonly (readonly number[])[];
  /** `null` where a digit was never read, or never there. */
  readonly perClass: readonly { digit: number; precision: number | null; recall: number | null }[];
  /** For coverages that might be asked for, how often the prediction sets hold the truth, and how many digits they hold in the mean. */
  readonly sets: readonly SetScores[];
  readonly byKind: Readonly<Record<string, { readonly n: number; readonly accuracy: number | null }>>;
  /** The pictures whose label is one digit. */
  readonly oneDigit: ReadingScores;
}

/**
 * How prediction sets fare.
 *
 * @example
 * const { reading } = await readPicture(model, picture, { statistics });
 * const [{ target, meanSize }]: readonly SetScores[] = evaluateReadings([{ reading, label: '7' }], { statistics }).sets;
 */
export interface SetScores {
  /** How often they should hold the truth. */
  readonly target: number;
  readonly coverage: number | null;
  readonly meanSize: number | null;
  /** `[10]`, of class-conditional sets: how often those of each digit hold it. */
  readonly perClass?: readonly (number | null)[];
}

/** Coverages that prediction sets are measured at. */
const TARGETS = [0.99, 0.995, 0.999];

/**
 * Compares readings with what is there. Text and label are compared without blanks and line feeds. What is counted digit by
 * digit (`nll`, `brier`, `confusion`, `sets`) counts those pictures in which as many digits were read as there are.
 *
 * @param options `statistics`: those that the readings were made with; they decide the prediction sets, with `classConditional`
 *   for each digit by itself.
 *
 * @example
 * const { reading } = await readPicture(model, picture);
 * evaluateReadings([{ reading, label: '7' }]).n; // 1
 */
export function evaluateReadings(
  rows: readonly LabeledReading[],
  {
    statistics,
    classConditional,
  }: Pick<SetOptions, 'classConditional'> & { readonly statistics?: ConfidenceStatistics | undefined } = {},
): Evaluation {
  const labeled = rows.filter(isLabeled);
  const right = labeled.filter(isRight).length;
  const pairs = labeled.flatMap(digitPairs);
  const confusion = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  for (const { truth, read } of pairs) confusion[truth][read.digit]++;
  const kinds = [...new Set(labeled.map(({ kind }) => kind))].filter((kind) => kind !== undefined).sort();
  return {
    ...scoresOf(rows),
    interval: wilsonInterval(right, labeled.length),
    errors: labeled.length - right,
    accuracySinglePass: share(labeled.filter(isRightAtOnce).length, labeled.length),
    eceRaw: calibrationError(labeled.map((row) => ({ sure: confidenceAtOnce(row), right: isRightAtOnce(row) }))),
    brier: mean(pairs.map(({ truth, read }) => brierScore(read.probabilities, truth))),
    confusion,
    perClass: confusion.map((row, digit) => ({
      digit,
      precision: share(row[digit], sum(confusion.map((other) => other[digit]))),
      recall: share(row[digit], sum(row)),
    })),
    sets: TARGETS.map((target) => setScores(pairs, statistics, { coverage: target, classConditional })),
    byKind: Object.fromEntries(
      kinds.map((kind) => {
        const own = labeled.filter((row) => row.kind === kind);
        return [kind, { n: own.length, accuracy: share(own.filter(isRight).length, own.length) }];
      }),
    ),
    oneDigit: scoresOf(labeled.filter(({ label }) => label.length === 1)),
  };
}

/**
 * Whether the text is the label.
 *
 * @example
 * const { reading } = await readPicture(model, picture);
 * isRight({ reading, label: reading.text }); // true
 */
export function isRight({ reading, label }: LabeledReading): boolean {
  return label !== undefined && withoutBlanks(reading.text) === withoutBlanks(label);
}

/** Without statistics a set is the winner alone, whatever the target. */
function setScores(
  pairs: readonly { truth: number; read: DigitReading }[],
  statistics: ConfidenceStatistics | undefined,
  { coverage: target, classConditional = false }: SetOptions & { coverage: number },
): SetScores {
  const threshold = statistics && thresholdAt(statistics, { coverage: target, classConditional });
  const sets = pairs.map(({ read }) => (threshold ? predictionSet(read.probabilities, threshold) : [read.digit]));
  const holding = pairs.filter(({ truth }, i) => sets[i].includes(truth));
  const of = (digit: number, some: typeof pairs) => some.filter(({ truth }) => truth === digit).length;
  return {
    target,
    coverage: share(holding.length, pairs.length),
    meanSize: mean(sets.map(({ length }) => length)),
    ...(classConditional && {
      perClass: Array.from({ length: 10 }, (_, digit) => share(of(digit, holding), of(digit, pairs))),
    }),
  };
}

type Labeled = LabeledReading & { readonly label: string };

function isLabeled(row: LabeledReading): row is Labeled {
  return row.label !== undefined;
}

function scoresOf(rows: readonly LabeledReading[]): ReadingScores {
  const labeled = rows.filter(isLabeled);
  const pairs = labeled.flatMap(digitPairs);
  const sure = labeled.filter(({ reading }) => reading.verdict === 'sure');
  return {
    n: labeled.length,
    accuracy: share(labeled.filter(isRight).length, labeled.length),
    ece: calibrationError(labeled.map((row) => ({ sure: row.reading.confidence, right: isRight(row) }))),
    nll: mean(pairs.map(({ truth, read }) => negativeLogLikelihood(read.probabilities, truth))),
    nllRaw: mean(pairs.map(({ truth, read }) => negativeLogLikelihood(read.softmax, truth))),
    refused: share(rows.filter(({ reading }) => reading.verdict === 'not-a-digit').length, rows.length),
    sure: share(sure.length, labeled.length),
    sureAccuracy: share(sure.filter(isRight).length, sure.length),
  };
}

/** Each digit that is there with what was read in its place, if as many were read as there are. */
function digitPairs({ reading, label }: Labeled): { truth: number; read: DigitReading }[] {
  const truths = [...withoutBlanks(label)].map(Number);
  if (truths.length !== reading.digits.length) return [];
  return truths.map((truth, i) => ({ truth, read: reading.digits[i] }));
}

/** Whether the single passes alone would have read the label. */
function isRightAtOnce({ reading, label }: Labeled): boolean {
  if (reading.text === '') return label === '';
  return reading.digits.map(({ softmax }) => ranking(softmax)[0]).join('') === withoutBlanks(label);
}

/** The probability that all winners of the single passes are right; 0 for a blank picture. */
function confidenceAtOnce({ reading }: LabeledReading): number {
  if (reading.text === '') return 0;
  return reading.digits.reduce((product, { softmax }) => product * Math.max(...softmax), 1);
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

function calibrationError(answers: readonly { sure: number; right: boolean }[]): number | null {
  if (answers.length === 0) return null;
  return expectedCalibrationError(
    answers.map(({ sure }) => sure),
    answers.map(({ right }) => right),
  );
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  return share(sum(values), values.length);
}
