import { deflateSync } from 'node:zlib';
import { svgDocument } from 'inkling';
import type { Environment } from 'inkling/figures';

/**
 * What the figures borrow in Node: a document to draw into, and the quick native deflate for the pictures in them.
 *
 * @example
 * const svg = confusionFigure([[9, 1], [2, 8]], figureEnvironment());
 */
export function figureEnvironment(): Environment {
  return { document: svgDocument(), deflate: (bytes) => deflateSync(bytes, { level: 3 }) };
}
