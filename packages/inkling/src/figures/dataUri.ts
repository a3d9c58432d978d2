import type { Deflate } from './environment.js';
import { encodePng, type Raster } from './png.js';

/** A raster as `data:image/png;base64,…`, to stand inside an SVG. */
export function pngDataUri(raster: Raster, deflate?: Deflate): string {
  return `data:image/png;base64,${base64(encodePng(raster, deflate))}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648, section 4. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[three >> 18] + ALPHABET[(three >> 12) & 63];
    text += i + 1 < bytes.length ? ALPHABET[(three >> 6) & 63] : '=';
    text += i + 2 < bytes.length ? ALPHABET[three & 63] : '=';
  }
  return text;
}
