/** The part of `heic-decode` that is used here; the package brings no types. */
declare module 'heic-decode' {
  interface HeicImage {
    readonly width: number;
    readonly height: number;
    /** Orientation is applied already. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
  }
  interface HeicImages extends ReadonlyArray<HeicImage> {
    /** Frees the memory of all images. */
    dispose(): void;
  }
  const decodeHeic: { all(input: { buffer: Uint8Array }): Promise<HeicImages> };
  export default decodeHeic;
}
