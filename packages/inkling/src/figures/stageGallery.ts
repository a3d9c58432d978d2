import type { GrayPicture, Pixels } from '../image/pixels.js';
import { pngDataUri } from './dataUri.js';
import type { Environment } from './environment.js';
import { heading } from './heading.js';
import type { Raster } from './png.js';
import { shrink } from './shrink.js';
import { at, element, figure, textLine } from './svg.js';
import { shortenMiddle, wrapText } from './textWidth.js';
import { theme } from './theme.js';

/**
 * One picture and its way to 28×28.
 *
 * @example
 * const item: StageGalleryItem = { caption: 'photo.jpg', note: '', picture, stages: [] };
 */
export interface StageGalleryItem {
  /** What it is and what it was read as: `4 read as 9, 71 %`. */
  readonly caption: string;
  /** Small print beside the caption: the file's name, the warnings. */
  readonly note: string;
  /** The picture as given, of any size. */
  readonly picture: Pixels;
  readonly stages: readonly {
    readonly name: string;
    readonly sentence: string;
    readonly picture: GrayPicture;
    /** What the network would have answered if the way had ended here, and whether this stage changed that. */
    readonly answer: { readonly digit: number; readonly changed: boolean };
  }[];
}

const MARGIN = 52;
const TILE = 112;
const GAP = 14;
const COLUMNS = 10;
const WIDTH = 2 * MARGIN + COLUMNS * TILE + (COLUMNS - 1) * GAP;
const SENTENCE = { size: 12, line: 15, maxLines: 6 };
const CAPTION = { size: 17, weight: 600 } as const;
const ROW = 28 + TILE + 58 + SENTENCE.maxLines * SENTENCE.line + 34;

/**
 * Pictures, one below the other, each with all stages of its way to 28×28: the stage's picture, what was done and why, and
 * what the network would have answered there, in colour where the stage changed that.
 *
 * @example
 * const stages = normalizeDigit(picture).stages;
 * const answers = await answersByStage(model, stages);
 * const item = { caption: 'photo.jpg', note: '', picture, stages: stages.map((stage, i) => ({ ...stage, answer: answers[i] })) };
 * const svg = stageGallery([item], environment, { title: 'How it was read' });
 */
export function stageGallery(
  items: readonly StageGalleryItem[],
  environment: Environment,
  { title, subtitle = '' }: { title: string; subtitle?: string },
): string {
  const head = heading(title, subtitle, { x: MARGIN, y: 40, width: WIDTH - 2 * MARGIN });
  const top = head.bottom + 44;
  return figure(
    { width: WIDTH, height: top + items.length * ROW + 10, title, description: subtitle },
    head.markup,
    ...items.map((item, i) => at(MARGIN, top + i * ROW, row(item, environment))),
  );
}

function row({ caption, note, picture, stages }: StageGalleryItem, environment: Environment): string {
  const small = { size: 14, fill: theme.quiet };
  const size = `${picture.width} × ${picture.height} px`;
  const shown = stages.slice(-(COLUMNS - 1));
  return [
    textLine(0, 0, caption, CAPTION),
    textLine(WIDTH - 2 * MARGIN, 0, shortenMiddle(note, small.size, WIDTH / 2), { ...small, anchor: 'end' }),
    at(0, 16, tile(shrink(picture, 2 * TILE), 'the picture', size, environment)),
    ...shown.map(({ name, sentence, picture: stage, answer }, i) =>
      at((i + 1) * (TILE + GAP), 16, tile(small8Bits(stage), name, sentence, environment, answer)),
    ),
  ].join('\n');
}

function tile(
  raster: Raster,
  name: string,
  sentence: string,
  environment: Environment,
  answer?: { digit: number; changed: boolean },
): string {
  const scale = TILE / Math.max(raster.width, raster.height);
  const [width, height] = [raster.width * scale, raster.height * scale];
  const [x, y] = [(TILE - width) / 2, (TILE - height) / 2];
  const href = pngDataUri(raster, environment.deflate);
  const rendering = scale > 1 ? 'optimizeSpeed' : undefined;
  const verdict = answer && {
    text: answer.changed ? `now a ${answer.digit}` : `a ${answer.digit}`,
    style: { size: 13, weight: answer.changed ? 600 : 400, fill: answer.changed ? theme.accent : theme.quiet } as const,
  };
  return [
    element('image', { href, x, y, width, height, 'image-rendering': rendering }),
    element('rect', { x, y, width, height, fill: 'none', stroke: theme.middle, 'stroke-width': 1 }),
    textLine(0, TILE + 18, name, { size: 13, weight: 600 }),
    verdict ? textLine(0, TILE + 36, verdict.text, verdict.style) : '',
    ...wrapText(sentence, SENTENCE.size, TILE, SENTENCE.maxLines).map((line, i) =>
      textLine(0, TILE + (verdict ? 54 : 36) + i * SENTENCE.line, line, { size: SENTENCE.size, fill: theme.quiet }),
    ),
  ].join('');
}

/** A stage's picture as it is shown: at most twice as many pixels as its tile has. */
function small8Bits({ width, height, data }: GrayPicture): Raster {
  if (Math.max(width, height) <= 2 * TILE) return { width, height, channels: 1, data };
  const rgba = new Uint8Array(4 * data.length).fill(255);
  for (let i = 0; i < data.length; i++) rgba.fill(data[i], 4 * i, 4 * i + 3);
  return shrink({ width, height, data: rgba }, 2 * TILE);
}
