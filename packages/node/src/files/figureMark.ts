import { crc32 } from 'node:zlib';

/**
 * How figures are written.
 *
 * @example
 * const format: FigureFormat = 'svg';
 */
export type FigureFormat = 'png' | 'svg';

const svgMark = '<!-- made by Inkling -->';
/** PNG's own keyword for the program that made a file (PNG specification, 11.3.3.2). */
const pngMark = 'Software\0Inkling';
/** Signature and IHDR, behind which our mark stands. */
const pngHeaderLength = 8 + 25;

/** Marks a figure as ours, so that a later run may overwrite it: a `tEXt` chunk in PNG, a last comment in SVG. */
export function markFigure(figure: Uint8Array, format: FigureFormat): Uint8Array {
  if (format === 'svg') return Buffer.concat([figure, Buffer.from(`${svgMark}\n`)]);
  return Buffer.concat([figure.subarray(0, pngHeaderLength), pngTextChunk(), figure.subarray(pngHeaderLength)]);
}

/** Whether a file's bytes are a figure that `markFigure` marked. */
export function isMarkedFigure(bytes: Uint8Array): boolean {
  const chunk = pngTextChunk();
  const inPng = bytes.subarray(pngHeaderLength, pngHeaderLength + chunk.length);
  return chunk.equals(inPng) || Buffer.from(bytes.subarray(-100)).includes(svgMark);
}

function pngTextChunk(): Buffer {
  const body = Buffer.from(`tEXt${pngMark}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
