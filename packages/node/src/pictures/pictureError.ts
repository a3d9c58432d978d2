import { InklingError } from 'inkling';

/** The largest picture that is read, in px: a photo of 108 megapixels passes, its pixels take 432 MB. */
export const MAX_PIXELS = 120_000_000;

export const READABLE = 'JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC';

/**
 * Refuses sizes that no picture has or that no machine should be asked to hold, before anything is decoded.
 *
 * @throws InklingError `picture/zero-size`, `picture/too-large`
 */
export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) {
    throw new InklingError(
      'picture/zero-size',
      `Expected a picture of at least 1 × 1 px. Received one whose header says ${width} × ${height} px. ` +
        'Save the picture again.',
    );
  }
  if (width * height > MAX_PIXELS) {
    throw new InklingError(
      'picture/too-large',
      `Expected a picture of at most ${MAX_PIXELS / 1e6} megapixels. Received ${thousands(width)} × ${thousands(height)} px ` +
        `(${thousands(Math.round((width * height) / 1e6))} megapixels). Scale it down, or cut the digit out.`,
    );
  }
}

/**
 * `picture/unreadable` for a picture that begins as it should and then goes wrong.
 *
 * @param options.part What of it is wrong, in words for people.
 * @param options.cause What the decoder said, in its own words: kept for who debugs.
 */
export function damaged(
  description: string,
  byteLength: number,
  { part, cause }: { part?: string; cause?: unknown } = {},
): InklingError {
  return new InklingError(
    'picture/unreadable',
    `Expected a whole picture. Received ${description} of ${thousands(byteLength)} bytes that is damaged or cut off` +
      `${part ? `: ${part}` : ''}. Copy or save it again.`,
    { cause },
  );
}

function thousands(n: number): string {
  return n.toLocaleString('en-GB');
}
