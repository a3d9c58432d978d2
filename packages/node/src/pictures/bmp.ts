import type { Pixels } from 'inkling';
import { decodeRuns } from './bmpRuns.js';
import { checkSize, damaged } from './pictureError.js';

const FILE_HEADER = 14;
/** Values of the header's field `biCompression`. */
const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BIT_FIELDS = 3;
const ALPHA_BIT_FIELDS = 6;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly bottomUp: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Where the palette begins, how many colours it has, and the bytes of each. */
  readonly palette: { readonly start: number; readonly colors: number; readonly bytesEach: number };
  /** Where the rows begin. */
  readonly start: number;
  /** Which bits of a pixel of 16 or 32 bits are red, green, blue and alpha (0: none). */
  readonly masks: readonly [number, number, number, number];
}

/**
 * Decodes a Windows bitmap: 1, 4, 8, 16, 24 or 32 bits a pixel, of any header from OS/2 1.x on, top-down or bottom-up,
 * plain, with bit fields or with run lengths (RLE4, RLE8). Nothing else in Inkling's reach reads them.
 *
 * @throws InklingError `picture/unreadable`, `picture/zero-size`, `picture/too-large`
 */
export function decodeBmp(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const { width, height, bits, compression, bottomUp, start } = header;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (start > bytes.length || (!isRunLength(compression) && start + stride * height > bytes.length))
    throw damaged('a BMP picture', bytes.length, {
      part: `${width} × ${height} px of ${bits} bits need ${start + stride * height}`,
    });

  const rowStart = (y: number) => start + (bottomUp ? height - 1 - y : y) * stride;
  const data = new Uint8Array(width * height * 4);
  if (bits <= 8) {
    const colors = readPalette(view, header);
    const indices = isRunLength(compression)
      ? decodeRuns(bytes.subarray(start), width, height, bits)
      : unpackIndices(bytes, rowStart, header);
    for (let i = 0; i < indices.length; i++) data.set(colors.subarray(indices[i] * 4, indices[i] * 4 + 4), i * 4);
  } else if (bits === 24) {
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0, from = rowStart(y); x < width; x++, from += 3, i += 4)
        data.set([bytes[from + 2], bytes[from + 1], bytes[from], 255], i);
  } else unpackBitFields(view, rowStart, header, data);
  return { width, height, data };
}

function readHeader(view: DataView): Header {
  const broken = (part: string) => damaged('a BMP picture', view.byteLength, { part });
  if (view.byteLength < FILE_HEADER + 12) throw broken('its header is not complete');
  const size = view.getUint32(14, true);
  const old = size === 12;
  if (!(old || size >= 40) || view.byteLength < FILE_HEADER + size) throw broken(`its header of ${size} bytes`);

  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  checkSize(width, height);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? RGB : view.getUint32(30, true);
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw broken(`${bits} bits a pixel`);
  const fits =
    compression === RGB ||
    (compression === RLE8 && bits === 8) ||
    (compression === RLE4 && bits === 4) ||
    ((compression === BIT_FIELDS || compression === ALPHA_BIT_FIELDS) && (bits === 16 || bits === 32));
  if (!fits) throw broken(`compression ${compression} with ${bits} bits a pixel`);

  const masks = readMasks(view, size, bits, compression);
  // Masks that follow a header of 40 bytes come before the palette; larger headers hold them.
  const after = size === 40 ? (compression === BIT_FIELDS ? 12 : compression === ALPHA_BIT_FIELDS ? 16 : 0) : 0;
  const used = old ? 0 : view.getUint32(46, true);
  const colors = bits > 8 ? 0 : used > 0 ? Math.min(used, 2 ** bits) : 2 ** bits;
  return {
    width,
    height,
    bottomUp: signedHeight > 0,
    bits,
    compression,
    palette: { start: FILE_HEADER + size + after, colors, bytesEach: old ? 3 : 4 },
    start: view.getUint32(10, true),
    masks,
  };
}

function readMasks(view: DataView, size: number, bits: number, compression: number): Header['masks'] {
  if (compression !== BIT_FIELDS && compression !== ALPHA_BIT_FIELDS)
    return bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const hasAlpha = compression === ALPHA_BIT_FIELDS || size >= 56;
  if (view.byteLength < 66 + (hasAlpha ? 4 : 0))
    throw damaged('a BMP picture', view.byteLength, { part: 'its bit fields' });
  const mask = (at: number) => view.getUint32(at, true);
  return [mask(54), mask(58), mask(62), hasAlpha ? mask(66) : 0];
}

/** RGBA of each colour; colours that the file does not hold are black. */
function readPalette(view: DataView, { palette: { start, colors, bytesEach } }: Header): Uint8Array {
  const rgba = new Uint8Array(256 * 4);
  for (let i = 0; i < 256; i++) rgba[i * 4 + 3] = 255;
  if (start + colors * bytesEach > view.byteLength)
    throw damaged('a BMP picture', view.byteLength, { part: 'its palette' });
  for (let i = 0; i < colors; i++)
    for (let channel = 0; channel < 3; channel++)
      rgba[i * 4 + channel] = view.getUint8(start + i * bytesEach + 2 - channel);
  return rgba;
}

function unpackIndices(
  bytes: Uint8Array,
  rowStart: (y: number) => number,
  { width, height, bits }: Header,
): Uint8Array {
  const indices = new Uint8Array(width * height);
  const perByte = 8 / bits;
  for (let y = 0, i = 0; y < height; y++) {
    const start = rowStart(y);
    for (let x = 0; x < width; x++, i++) {
      const shift = 8 - bits * ((x % perByte) + 1);
      indices[i] = (bytes[start + Math.floor(x / perByte)] >> shift) & (2 ** bits - 1);
    }
  }
  return indices;
}

function unpackBitFields(
  view: DataView,
  rowStart: (y: number) => number,
  { width, height, bits, masks }: Header,
  data: Uint8Array,
): void {
  const fields = masks.map(bitField);
  let visible = false;
  for (let y = 0, i = 0; y < height; y++) {
    const start = rowStart(y);
    for (let x = 0; x < width; x++, i += 4) {
      const pixel = bits === 16 ? view.getUint16(start + x * 2, true) : view.getUint32(start + x * 4, true);
      for (let channel = 0; channel < 4; channel++) {
        const { shift, max } = fields[channel];
        data[i + channel] = max === 0 ? 255 : (((pixel >>> shift) & max) * 255) / max + 0.5;
      }
      visible ||= data[i + 3] > 0;
    }
  }
  // Many programs declare an alpha channel and leave it empty.
  if (!visible) for (let i = 3; i < data.length; i += 4) data[i] = 255;
}

/** Where a mask's bits begin and the largest number that they hold (0: no bits). */
function bitField(mask: number): { shift: number; max: number } {
  if (mask === 0) return { shift: 0, max: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}

function isRunLength(compression: number): boolean {
  return compression === RLE8 || compression === RLE4;
}
