import { deflateSync, inflateSync, crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.js';
import { base64 } from './dataUri.js';
import { encodePng, type Raster } from './png.js';

/** Reads back what `encodePng` may write: 8 bits, filters 0 and 2. Each chunk's CRC is checked with Node's. */
function decodePng(bytes: Uint8Array): { header: number[]; data: Uint8Array } {
  const png = Buffer.from(bytes);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(nodeCrc32(png.subarray(at + 4, end)));
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR')!;
  const rows = inflateSync(chunks.get('IDAT')!);
  const stride = rows.length / header.readUInt32BE(4) - 1;
  const data = new Uint8Array(rows.length - header.readUInt32BE(4));
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / stride);
    const filter = rows[row * (stride + 1)];
    data[i] = rows[row * (stride + 1) + 1 + (i % stride)] + (filter === 2 ? data[i - stride] : 0);
  }
  return { header: [header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)], data };
}

const anyRaster = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 3, 4))
  .chain(([width, height, channels]) =>
    fc
      .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
      .map((data): Raster => ({ width, height, channels: channels as Raster['channels'], data })),
  );

describe('encodePng', () => {
  it.each([
    ['fflate', undefined],
    ["Node's zlib", (bytes: Uint8Array) => deflateSync(bytes)],
  ])('keeps every sample, deflated by %s', (_, deflate) => {
    fc.assert(
      fc.property(anyRaster, (raster) => {
        const { header, data } = decodePng(encodePng(raster, deflate));
        expect(header).toEqual([raster.width, raster.height, 8, [0, 0, 4, 2, 6][raster.channels], 0, 0, 0]);
        expect(data).toEqual(raster.data);
      }),
    );
  });

  it('refuses a picture of no size', () => {
    expect(() => encodePng({ width: 0, height: 3, channels: 1, data: new Uint8Array(0) })).toThrow(
      expect.objectContaining({ code: 'picture/zero-size' }),
    );
  });
});

it('crc32 and base64 agree with Node', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(crc32(bytes)).toBe(nodeCrc32(bytes));
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});
