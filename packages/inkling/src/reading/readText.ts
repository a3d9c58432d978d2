import { ranking } from '../confidence/ranking.js';
import type { NormalizedDigit } from '../image/normalizeDigit.js';
import type { Pixels } from '../image/pixels.js';
import { type SegmentedLine, segmentLine } from '../image/segments.js';
import { segmentViews } from '../image/segmentViews.js';
import { normalizeSegments, type TextPage } from '../image/textPage.js';
import type { Sequential } from '../model/sequential.js';
import { inContext } from './inContext.js';
import { predictSoftmax } from './predictSoftmax.js';
import { mayBeDigit, readLine, type SegmentEvidence } from './readLine.js';
import { stackImages } from './stackImages.js';

/** A digit that was found in a line of writing. */
export interface FoundDigit {
  readonly normalized: NormalizedDigit;
  /** The winner's probability in the single pass, its neighbours seen. */
  readonly probability: number;
  /** `[10]`, what both networks believe: the one that sees the digit alone and the one that sees its neighbours. */
  readonly believed: readonly number[];
  /** 0..1, that it is one whole digit. */
  readonly whole: number;
  /** Its height in heights of the line. */
  readonly height: number;
  /** Whether there is a gap before it, not a cut through ink. */
  readonly standsApart: boolean;
  /** Whether it reaches an edge of the picture. */
  readonly atEdge: boolean;
}

/** A line of writing as it was read. */
export interface FoundLine {
  readonly digits: readonly FoundDigit[];
  /** What share of all ways to take the line apart reads it so, 0..1. */
  readonly share: number;
}

/** More segments than this are no line of digits but a texture, or a page of text. */
const MAX_SEGMENTS = 60;

/** Takes each line of a page apart. */
export function segmentPage({ lines, labeling }: TextPage): SegmentedLine[] {
  return lines.map((line) => segmentLine(line, labeling));
}

/**
 * Finds the digits of a page, line by line: every way to put neighbouring segments together is shown to the network, and the
 * likeliest way to read the whole line is taken. `pixels` is the picture that the page was found in, `lines` the page's taken apart.
 *
 * @throws InklingError `model/wrong-input`, `model/not-finite`
 */
export async function readText(
  model: Sequential,
  pixels: Pixels,
  page: TextPage,
  lines: readonly SegmentedLine[] = segmentPage(page),
): Promise<FoundLine[]> {
  const read: FoundLine[] = [];
  for (const line of lines) {
    if (line.segments.length > MAX_SEGMENTS) continue;
    const found = await readSegments(model, pixels, page, line);
    if (found.digits.length > 0) read.push(found);
  }
  return read;
}

/** What both networks say to segments taken together. */
interface RivalDigit extends SegmentEvidence {
  readonly normalized: NormalizedDigit;
  /** `[10]`, what both believe. */
  readonly believed: readonly number[];
}

/** What is said to segments that may be no digit. */
const nothing: SegmentEvidence = { digit: 0, probability: 0, whole: 0 };

/** Shows every way to put neighbouring segments together to both networks. */
export async function evidenceOfLine(
  model: Sequential,
  pixels: Pixels,
  page: TextPage,
  line: SegmentedLine,
): Promise<{ get(from: number, to: number): RivalDigit | undefined }> {
  const { length } = line.segments;
  const keyOf = (from: number, to: number) => from * (length + 1) + to;
  const keys: number[] = [];
  const normalized: NormalizedDigit[] = [];
  const views: Uint8Array[] = [];
  const viewOf = segmentViews(page.ink, page.strength, line);
  for (let from = 0; from < length; from++) {
    for (let to = from + 1; to <= length; to++) {
      if (!mayBeDigit(line, from, to)) continue;
      keys.push(keyOf(from, to));
      normalized.push(normalizeSegments(page, line, from, to, pixels));
      views.push(viewOf(from, to));
    }
  }
  const softmax = await predictSoftmax(model, stackImages(normalized.map(({ pixels: own }) => own)));
  // Loaded with the first line of digits: most pictures show one.
  const { wholeDigits } = await import('./wholeDigits.js');
  const inLine = await wholeDigits(views);
  const rivals = new Map<number, RivalDigit>();
  for (const [i, key] of keys.entries()) {
    const { whole, softmax: beside } = inLine[i];
    const believed = inContext(softmax[i], beside);
    const [digit] = ranking(believed);
    rivals.set(key, { normalized: normalized[i], digit, probability: believed[digit], believed, whole });
  }
  return { get: (from, to) => rivals.get(keyOf(from, to)) };
}

async function readSegments(
  model: Sequential,
  pixels: Pixels,
  page: TextPage,
  line: SegmentedLine,
): Promise<FoundLine> {
  const rivals = await evidenceOfLine(model, pixels, page, line);
  const { digits, share } = readLine(line, (from, to) => rivals.get(from, to) ?? nothing);
  return {
    digits: digits.flatMap(([from, to]) => {
      const rival = rivals.get(from, to);
      if (!rival) return [];
      const { normalized, probability, believed, whole } = rival;
      const height = normalized.box[3] / page.scale / line.height;
      const standsApart = line.segments[from].cut === undefined;
      const atEdge = isAtEdge(normalized.box, pixels, page.scale);
      return [{ normalized, probability, believed, whole, height, standsApart, atEdge }];
    }),
    share,
  };
}

/** Strips of writing are cut tightly above and below: such a strip is so many times as wide as high. */
const STRIP = 1.5;

/** Whether a box comes within a px of the page, `scale` of the picture, of an edge; above and below not in a strip. */
function isAtEdge([x, y, width, height]: NormalizedDigit['box'], pixels: Pixels, scale: number): boolean {
  if (x <= scale || x + width >= pixels.width - scale) return true;
  if (pixels.width > STRIP * pixels.height) return false;
  return y <= scale || y + height >= pixels.height - scale;
}
