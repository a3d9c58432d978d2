import { pngDataUri } from './dataUri.js';
import type { Environment } from './environment.js';
import { element } from './svg.js';

/** A 28×28 as a square of `side` px, each of its pixels sharp. */
export function digitTile(pixels28: Uint8Array, side: number, { deflate }: Environment): string {
  const href = pngDataUri({ width: 28, height: 28, channels: 1, data: pixels28 }, deflate);
  return element('image', { href, width: side, height: side, 'image-rendering': 'optimizeSpeed' });
}
