import { type ConfidenceStatistics, type PictureReading, type Pixels, svgDocument, thresholdAt } from 'inkling';
import { digitGallery, predictionFigure } from 'inkling/figures';
import type { HistoryEntry } from './entry.js';

interface Figure {
  readonly reading: PictureReading;
  readonly picture: Pixels;
  readonly digits: readonly { readonly pixels: Uint8Array }[];
  readonly selected: number;
  readonly fileName: string;
  readonly modelName: string;
  readonly statistics: ConfidenceStatistics | undefined;
}

const SCALE = 2;

/** The figure that `inkling predict` draws, as a PNG. */
export async function figurePng({ statistics, ...asked }: Figure): Promise<Blob> {
  const { reading, picture, digits, selected, fileName, modelName } = asked;
  const { box, softmax, probabilities, candidates } = reading.digits[selected];
  const honest = statistics && { probabilities, set: { candidates, coverage: thresholdAt(statistics).coverage } };
  const { sentence, verdict, warnings } = reading;
  const pixels28 = digits[selected].pixels;
  const input = { picture, box, pixels28, softmax, verdict, sentence, warnings, fileName, modelName, ...honest };
  return png(predictionFigure(input, { document: svgDocument() }));
}

/** Canvases end at 16,384 px: so many digits are as high as that. */
const MOST_DIGITS = 160;

/** What was asked as a PNG, the latest first: each digit as the network saw it, its ten bars, and what was said. */
export async function historyPng(entries: readonly HistoryEntry[]): Promise<Blob> {
  const all = entries.flatMap(({ name, sentence, digits }) =>
    digits.map(({ pixels, softmax }) => ({ pixels28: Uint8Array.from(pixels), softmax, note: `${name}: ${sentence}` })),
  );
  const items = all.slice(0, MOST_DIGITS);
  const subtitle =
    items.length < all.length ? `the latest ${items.length} of ${all.length} digits` : 'the latest first';
  return png(digitGallery(items, { document: svgDocument() }, { title: 'What was asked', subtitle }));
}

async function png(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SCALE * image.naturalWidth;
    canvas.height = SCALE * image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('This browser could not make a PNG of the figure.');
    return blob;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
