import type { Pixels } from 'inkling';
import type { Sharp } from 'sharp';
import { checkSize, damaged } from './pictureError.js';
import type { Sniffed } from './sniff.js';
import { narrowTo8Bits } from './wideRange.js';

/**
 * Decodes JPEG, PNG, WebP, GIF, TIFF and AVIF with sharp (libvips): the first page or frame, orientation applied,
 * any colour space brought to sRGB. sharp is loaded when the first picture comes, with one thread and no cache, which keeps
 * the start quick and the memory small.
 *
 * @throws InklingError `picture/unreadable`, `picture/zero-size`, `picture/too-large`
 */
export async function decodeWithSharp(bytes: Uint8Array, { format, description }: Sniffed): Promise<Pixels> {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  const broken = (cause: unknown) => damaged(description, bytes.length, { cause });

  // Sizes are checked here, before anything is decoded, so that the error can name them.
  const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
  const { width, height, depth } = await picture.metadata().catch((cause: unknown) => {
    if (format === 'png' && bytes.length >= 24) checkSize(uint32(bytes, 16), uint32(bytes, 20));
    throw broken(cause);
  });
  checkSize(width, height);
  try {
    return await (depth === 'uchar' ? decode8Bits(picture) : decodeWide(picture));
  } catch (cause) {
    throw broken(cause);
  }
}

async function decode8Bits(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function decodeWide(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .autoOrient()
    .toColourspace('rgb16')
    .ensureAlpha()
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const wide = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  return { width: info.width, height: info.height, data: narrowTo8Bits(wide) };
}

/** Big-endian. */
function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}
