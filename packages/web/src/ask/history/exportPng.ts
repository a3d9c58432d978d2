import { type ConfidenceStatistics, type PictureReading, type Pixels, svgDocument, thresholdAt } from 'inkling';
import { predictionFigure } from 'inkling/figures';

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
  const svg = predictionFigure(input, { document: svgDocument() });
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
