import type { Pixels } from 'inkling';

/** Why a file cannot be shown, in words for the person who gave it. */
export class PictureProblem extends Error {}

/** Browsers fail or crawl beyond this; phones make at most a third of it. */
const MOST_PIXELS = 100_000_000;
/** Larger pictures are shrunk by the browser: the digit keeps far more pixels than the network needs. */
const LONGEST_SIDE = 4096;

/**
 * Decodes a picture as the browser can, upright as the camera's note says.
 *
 * @throws PictureProblem where the browser cannot decode it
 */
export async function decodePicture(file: Blob, name: string): Promise<Pixels> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new PictureProblem(await sentenceAbout(file, name));
  }
  try {
    const { width, height } = bitmap;
    if (width * height > MOST_PIXELS) {
      throw new PictureProblem(
        `${name} has ${width} × ${height} px, which is more than a browser can hold. Shrink it first.`,
      );
    }
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new PictureProblem('This browser has no canvas, which pictures are decoded with.');
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    bitmap.close();
  }
}

/** What a file is by its first bytes, and what to do about it. */
async function sentenceAbout(file: Blob, name: string): Promise<string> {
  if (file.size === 0) return `${name} is empty.`;
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...head);
  if (text.slice(4, 8) === 'ftyp' && /hei[cfsx]|mif1|msf1|hevc/.test(text.slice(8))) {
    return `${name} is a HEIC photo, which this browser cannot decode. Send it from the phone as JPEG, or use inkling predict.`;
  }
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) {
    return `${name} is a TIFF, which this browser cannot decode. Save it as PNG or JPEG, or use inkling predict.`;
  }
  if (text.startsWith('%PDF')) return `${name} is a PDF. Save the page as PNG or JPEG.`;
  if (text.startsWith('\x89HDF')) return `${name} is a model, not a picture. Open it under Models.`;
  const isPicture = /^(\x89PNG|\xff\xd8\xff|GIF8|BM|RIFF)/.test(text);
  return isPicture
    ? `${name} is damaged: this browser cannot decode it.`
    : `${name} is no picture that this browser knows. JPEG, PNG, WebP, GIF and BMP can be read.`;
}
