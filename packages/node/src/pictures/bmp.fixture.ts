export interface BitmapSpec {
  readonly width: number;
  /** Negative for rows from the top. */
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** `[r, g, b]` of each colour. */
  readonly palette?: readonly (readonly [number, number, number])[];
  /** What follows a header of 40 bytes: masks of bit fields. */
  readonly masks?: readonly number[];
  /** Rows as the file holds them, padding included. */
  readonly rows: readonly (readonly number[])[];
  /** OS/2's header of 12 bytes instead of 40. */
  readonly old?: boolean;
}

/** Writes a Windows bitmap by its fields, wrong ones included. */
export function bitmap({ width, height, bits, compression = 0, palette = [], masks = [], rows, old }: BitmapSpec) {
  const colors = palette.flatMap(([r, g, b]) => (old ? [b, g, r] : [b, g, r, 0]));
  const headerSize = old ? 12 : 40;
  const start = 14 + headerSize + masks.length * 4 + colors.length;
  const body = rows.flat();
  const bytes = new Uint8Array(start + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, headerSize, true);
  if (old) {
    view.setUint16(18, width, true);
    view.setUint16(20, height, true);
    view.setUint16(22, 1, true);
    view.setUint16(24, bits, true);
  } else {
    view.setInt32(18, width, true);
    view.setInt32(22, height, true);
    view.setUint16(26, 1, true);
    view.setUint16(28, bits, true);
    view.setUint32(30, compression, true);
    view.setUint32(46, palette.length, true);
    for (const [i, mask] of masks.entries()) view.setUint32(54 + i * 4, mask, true);
  }
  bytes.set(colors, 14 + headerSize + masks.length * 4);
  bytes.set(body, start);
  return bytes;
}
