/**
 * As much of a DOM document as Observable Plot needs to draw: a browser's `document`, or `svgDocument()`.
 *
 * @example
 * const document: FigureDocument = svgDocument();
 */
export interface FigureDocument {
  readonly documentElement: object | null;
  createElementNS(namespace: string, name: string): object;
}

/**
 * What the figures borrow from the place they are drawn in.
 *
 * @example
 * const environment: Environment = { document: svgDocument() };
 */
export interface Environment {
  readonly document: FigureDocument;
  /** A faster zlib stream than fflate's for the pictures inside the figure, where there is one (Node's own). */
  readonly deflate?: Deflate;
}

/**
 * Bytes in, a zlib stream (RFC 1950) out.
 *
 * @example
 * const asItIs: Deflate = (bytes) => bytes;
 */
export type Deflate = (bytes: Uint8Array) => Uint8Array;
