import { zlibSync } from 'fflate';
import { InklingError } from '../errors.js';
import { crc32 } from './crc32.js';
import type { Deflate } from './environment.js';

/** Samples of one to four channels (gray, gray and alpha, RGB, RGBA), 8 bits each, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** `[height × width × channels]`, 0..255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** PNG's colour type by number of channels. */
const COLOUR_TYPE = [0, 0, 4, 2, 6];

/**
 * A PNG of 8-bit samples. Each row is stored as its difference to the row above (filter 2, "up"): cheap, and enough
 * for a picture that is only to be looked at inside a figure. Deflating is nearly all the work; in a fresh process
 * Node's own zlib takes 2 ms for a photograph of 480 px where fflate takes 50.
 *
 * Source: PNG specification, third edition (W3C 2025), sections 5 and 9.
 *
 * @throws InklingError `picture/zero-size` where width or height is 0.
 */
export function encodePng(raster: Raster, deflate: Deflate = (bytes) => zlibSync(bytes, { level: 1 })): Uint8Array {
  const { width, height, channels, data } = raster;
  if (!(width >= 1 && height >= 1)) {
    throw new InklingError('picture/zero-size', `PNG: expected at least 1 × 1 px, got ${width} × ${height}.`);
  }
  const stride = width * channels;
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    const from = y * stride;
    rows[to] = y === 0 ? 0 : 2;
    for (let i = 0; i < stride; i++) rows[to + 1 + i] = data[from + i] - (y === 0 ? 0 : data[from + i - stride]);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  return joined([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflate(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Length, type, body, and the CRC of type and body. */
function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
