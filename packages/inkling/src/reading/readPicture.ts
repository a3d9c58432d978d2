import { type ConfidenceStatistics, refusalCause, type SetOptions } from '../confidence/index.js';
import { InklingError } from '../errors.js';
import { mayBeScene } from '../image/findInk.js';
import { luma } from '../image/grayscale.js';
import { inkOn } from '../image/inkOnGround.js';
import type { NormalizeOptions } from '../image/normalizationStep.js';
import {
  type Normalizations,
  type NormalizedDigit,
  normalizations,
  normalizationsOf,
} from '../image/normalizeDigit.js';
import type { Pixels } from '../image/pixels.js';
import { type PreparedPicture, preparePicture, type ReadyPicture } from '../image/preparePicture.js';
import { keepStrokesOnly } from '../image/strokesOnly.js';
import { readTextPage } from '../image/textPage.js';
import type { Sequential } from '../model/sequential.js';
import { type DigitEvidence, describeDigits, type Honesty, honestyOf } from './describeDigits.js';
import { detectWays } from './detectDigits.js';
import type { PictureReading } from './pictureReading.js';
import { type FoundLine, readText, segmentPage } from './readText.js';
import { showsOne } from './showsOne.js';
import { mayShowSeveral, plainLines, showsSeveral } from './showsSeveral.js';
import { weighNormalizations } from './weighNormalizations.js';

/**
 * How a picture is read.
 *
 * @example
 * const options: ReadOptions = { normalize: false };
 */
export interface ReadOptions extends NormalizeOptions, SetOptions {
  /** `false` takes a picture of 28×28 px as it is, white ink on black; `true` by default. */
  readonly normalize?: boolean;
  /** What makes the model's answers honest, as it came with the model; without it they are the network's own, uncalibrated. */
  readonly statistics?: ConfidenceStatistics | undefined;
}

/**
 * A reading, and what the network was shown.
 *
 * @example
 * const { reading, digits }: ReadResult = await readPicture(model, picture);
 */
export interface ReadResult {
  readonly reading: PictureReading;
  /** The 28×28 of the first digit, with the steps that led there. */
  readonly normalized: NormalizedDigit;
  /** Of each digit, in the order of `reading.digits`. */
  readonly digits: readonly NormalizedDigit[];
}

/**
 * Reads a picture: one digit, or several where it shows several. Brings each into MNIST's form, in several ways where that is
 * worth asking, lets the network weigh them and slightly changed copies, and says how far to trust the answer.
 *
 * @throws InklingError `picture/zero-size`, `picture/not-28x28`, `model/wrong-input`, `model/not-finite`
 * @example
 * const { reading } = await readPicture(model, picture);
 * console.log(reading.sentence); // 4, 62 %, but perhaps a 9 (35 %)
 */
export async function readPicture(
  model: Sequential,
  picture: Pixels,
  { normalize = true, without = [], ...options }: ReadOptions = {},
): Promise<ReadResult> {
  const honesty = honestyOf(options);
  if (!normalize) return readOne(model, [asItIs(picture)], honesty);
  // Without a step there is no telling how many digits there are: those steps are what tells them apart.
  if (without.length > 0) return readOne(model, normalizations(picture, { without }), honesty);
  const prepared = preparePicture(picture);
  const page = prepared.asItIs ? undefined : readTextPage(prepared);
  const segmented = page && mayShowSeveral(page) ? segmentPage(page) : [];
  const several = page && segmented.length > 0 && !(await showsOne(page, segmented));
  const lines = several ? await readText(model, picture, page, segmented) : [];
  if (showsSeveral(lines)) return readLines(model, lines, honesty);
  const inScene = await findInScene(model, picture, prepared);
  return inScene.length > 0
    ? readLines(model, inScene, honesty)
    : readOne(model, normalizationsOf(picture, prepared), honesty);
}

/** What strokes alone leave of a scene has few lines; of a texture it has dozens, each of which takes time. */
const SCENE_LINES = 10;

/**
 * Looks for several digits where something else stands out more than they do, as a sign or a shirt does from what is behind it: by
 * strokes alone. Only what is very clear counts.
 */
async function findInScene(
  model: Sequential,
  picture: Pixels,
  prepared: ReadyPicture | PreparedPicture,
): Promise<FoundLine[]> {
  if (prepared.asItIs || !mayBeScene(prepared.channel, prepared.all)) return [];
  const page = readTextPage({ ...prepared, all: inkOn(keepStrokesOnly(prepared.channel)) });
  const mayHaveLines = page.lines.length <= SCENE_LINES && mayShowSeveral(page);
  return mayHaveLines ? plainLines(await readText(model, picture, page)) : [];
}

/**
 * Reads all digits in a picture, line by line: `text` in reading order, a box for each digit, and the probability that all are
 * right as `confidence`.
 *
 * @example
 * const { reading } = await readDigits(model, picture);
 * for (const { digit, box } of reading.digits) console.log(digit, box);
 * @throws InklingError `picture/zero-size`, `model/wrong-input`, `model/not-finite`
 */
export async function readDigits(
  model: Sequential,
  picture: Pixels,
  options: Omit<ReadOptions, 'normalize' | 'without'> = {},
): Promise<ReadResult> {
  const honesty = honestyOf(options);
  const prepared = preparePicture(picture);
  const first = prepared.asItIs ? [] : await readText(model, picture, readTextPage(prepared));
  const inScene = showsSeveral(first) ? [] : await findInScene(model, picture, prepared);
  const lines = inScene.length > 0 ? inScene : first;
  return lines.length > 0
    ? readLines(model, lines, honesty)
    : readOne(model, normalizationsOf(picture, prepared), honesty);
}

async function readOne(model: Sequential, ways: Normalizations, honesty?: Honesty): Promise<ReadResult> {
  const { normalized, evidence } = await evidenceOf(model, ways, honesty);
  const reading = describeDigits([[evidence]], normalized.warnings, { honesty });
  return { reading, normalized, digits: [normalized] };
}

async function readLines(model: Sequential, lines: readonly FoundLine[], honesty?: Honesty): Promise<ReadResult> {
  const all: DigitEvidence[][] = [];
  for (const { digits } of lines) {
    const line: DigitEvidence[] = [];
    for (const { normalized, believed } of digits) {
      const { evidence } = await evidenceOf(model, [normalized], honesty);
      line.push(honesty ? { ...evidence, probabilities: believed } : evidence);
    }
    all.push(line);
  }
  const found = lines.flatMap((line) => line.digits);
  const digits = found.map(({ normalized }) => normalized);
  const warnings = new Set(digits.flatMap((digit) => digit.warnings));
  if (lines.some((line) => line.digits.some(({ standsApart }, i) => i > 0 && !standsApart)))
    warnings.add('two digits touch: they were cut apart');
  const share = lines.reduce((product, line) => product * line.share, 1);
  return { reading: describeDigits(all, [...warnings], { share, honesty }), normalized: digits[0], digits };
}

/** All that is known of one digit; a model without statistics is believed in its single pass alone. */
async function evidenceOf(
  model: Sequential,
  ways: Normalizations,
  honesty?: Honesty,
): Promise<{ normalized: NormalizedDigit; evidence: DigitEvidence }> {
  const { normalized, softmax, probabilities, spread, single } = await weighNormalizations(model, ways);
  const { box, blank } = normalized;
  const own = { softmax, spread, box, blank };
  if (!honesty) return { normalized, evidence: own };
  const isDigit = await detectWays(model, honesty.statistics, ways, single);
  return { normalized, evidence: { ...own, probabilities, isDigit, refusal: refusalCause(normalized) } };
}

/** The picture's lightness (ITU-R BT.601) on a black ground, unchanged where it is grey. */
function asItIs({ width, height, data }: Pixels): NormalizedDigit {
  if (width !== 28 || height !== 28) {
    throw new InklingError(
      'picture/not-28x28',
      `Without normalisation a picture must be 28 × 28 px, this one is ${width} × ${height}. Leave --no-normalize out.`,
    );
  }
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue, alpha] = data.subarray(4 * i, 4 * i + 4);
    return Math.round((luma(red, green, blue) * alpha) / 255);
  });
  const stage = {
    name: 'as it is',
    sentence: 'nothing was done to the picture',
    picture: { width, height, data: pixels },
  };
  const blank = pixels.every((value) => value === 0);
  return { pixels, stages: [stage], warnings: [], blank, box: [0, 0, width, height] };
}
