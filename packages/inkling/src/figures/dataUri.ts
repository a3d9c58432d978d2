import type { Deflate } from './environment.js';
import { encodePng, type Raster } from './png.js';

/** A raster as `data:image/png;base64,…`, to stand inside an SVG. */
export function pngDataUri(raster: Raster, deflate?: Deflate): string {
  return `data:image/png;base64,${base64(encodePng(raster, deflate))}`;
}

/** As many characters as one call may have arguments everywhere. */
const PART = 8192;

/** RFC 4648, section 4. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += PART) {
    // Not spread: that walks through an iterator, five times as slow.
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + PART));
  }
  return btoa(text);
}
