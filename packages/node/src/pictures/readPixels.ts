import { InklingError, type Pixels } from 'inkling';
import { decodeBmp } from './bmp.js';
import { decodeHeic } from './heic.js';
import { READABLE } from './pictureError.js';
import { decodeWithSharp } from './sharpPixels.js';
import { sniff } from './sniff.js';

/**
 * Decodes a picture of any usual format by what its bytes are, not by what its name says: RGBA of 8 bits, the first
 * page or frame, orientation applied.
 *
 * @throws InklingError `picture/empty`, `picture/unreadable`, `picture/zero-size`, `picture/too-large`
 * @example
 * const { width, height } = await readPixels(await readInput('photo.jpg', pictureFile));
 */
export async function readPixels(bytes: Uint8Array): Promise<Pixels> {
  if (bytes.length === 0) {
    throw new InklingError(
      'picture/empty',
      'Expected a picture. Received 0 bytes: the file is empty. Copy or save the picture again.',
    );
  }
  const kind = sniff(bytes);
  if (!kind.isPicture) {
    throw new InklingError(
      'picture/unreadable',
      `Expected a picture (${READABLE}). Received ${bytes.length} bytes that are ${kind.description}, whatever the ` +
        `name says. ${kind.format === 'text' ? 'Check the file' : 'Export or save it as PNG or JPEG'}.`,
    );
  }
  switch (kind.format) {
    case 'bmp':
      return decodeBmp(bytes);
    case 'heic':
      return decodeHeic(bytes);
    default:
      return decodeWithSharp(bytes, kind);
  }
}
