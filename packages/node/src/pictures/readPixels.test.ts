import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bitmap } from './bmp.fixture.js';
import { readPixels } from './readPixels.js';

/** 6×4 px: left half one colour, right half another. */
function twoColors(left: number[], right: number[]): Sharp {
  const channels = left.length === 4 ? 4 : 3;
  const pixels = Uint8Array.from(Array.from({ length: 24 }, (_, i) => (i % 6 < 3 ? left : right)).flat());
  return sharp(pixels, { raw: { width: 6, height: 4, channels } });
}

async function colorsOf(bytes: Uint8Array) {
  const { width, height, data } = await readPixels(bytes);
  const at = (x: number, y: number) => Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
  return { width, height, first: at(0, 0), last: at(width - 1, height - 1), length: data.length };
}

const near = (color: number[], tolerance: number) =>
  color.map((value) => expect.closeTo(value, -Math.log10(2 * tolerance)));
const INK = [10, 20, 120];
const PAPER = [240, 230, 220];

describe('readPixels', () => {
  it.each([
    ['PNG', (p: Sharp) => p.png(), 0.4],
    ['palette PNG', (p: Sharp) => p.png({ palette: true }), 2],
    ['JPEG', (p: Sharp) => p.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }), 4],
    ['CMYK JPEG', (p: Sharp) => p.toColourspace('cmyk').jpeg({ quality: 100 }), 30],
    ['WebP', (p: Sharp) => p.webp({ lossless: true }), 0.4],
    ['GIF', (p: Sharp) => p.gif(), 2],
    ['TIFF', (p: Sharp) => p.tiff({ compression: 'lzw' }), 0.4],
    ['AVIF', (p: Sharp) => p.avif({ lossless: true, effort: 0 }), 4],
  ])('reads %s', async (_, encode, tolerance) => {
    const read = await colorsOf(await encode(twoColors(INK, PAPER)).toBuffer());
    expect(read).toMatchObject({ width: 6, height: 4, length: 96 });
    expect(read.first).toEqual([...near(INK, tolerance), 255]);
    expect(read.last).toEqual([...near(PAPER, tolerance), 255]);
  });

  it('reads BMP', async () => {
    const bytes = bitmap({ width: 2, height: 1, bits: 24, rows: [[1, 2, 3, 4, 5, 6, 0, 0]] });
    expect(await colorsOf(bytes)).toMatchObject({ first: [3, 2, 1, 255], last: [6, 5, 4, 255] });
  });

  it('keeps alpha, and colours under it as they are', async () => {
    const read = await colorsOf(await twoColors([200, 100, 0, 128], [9, 8, 7, 0]).png().toBuffer());
    expect(read).toMatchObject({ first: [200, 100, 0, 128], last: [9, 8, 7, 0] });
  });

  it('reads gray, with and without alpha', async () => {
    const gray = sharp(Uint8Array.from([7, 200]), { raw: { width: 2, height: 1, channels: 1 } });
    expect(await colorsOf(await gray.png().toBuffer())).toMatchObject({
      first: [7, 7, 7, 255],
      last: [200, 200, 200, 255],
    });
    const alpha = sharp(Uint8Array.from([7, 255, 200, 0]), { raw: { width: 2, height: 1, channels: 2 } });
    expect(await colorsOf(await alpha.png().toBuffer())).toMatchObject({
      first: [7, 7, 7, 255],
      last: [200, 200, 200, 0],
    });
  });

  it('applies the EXIF orientation', async () => {
    const bytes = await twoColors(INK, PAPER).withMetadata({ orientation: 6 }).png().toBuffer();
    expect(await colorsOf(bytes)).toMatchObject({ width: 4, height: 6, first: [...INK, 255], last: [...PAPER, 255] });
  });

  it('applies the EXIF orientation to 16 bits as well', async () => {
    const wide = sharp(Uint16Array.from([0, 65535]), { raw: { width: 2, height: 1, channels: 1 } });
    const bytes = await wide.toColourspace('grey16').withMetadata({ orientation: 6 }).png().toBuffer();
    const { width, height, data } = await readPixels(bytes);
    expect([width, height, data[0], data[4]]).toEqual([1, 2, 0, 255]);
    const turned = await wide.toColourspace('grey16').withMetadata({ orientation: 8 }).png().toBuffer();
    expect([...(await readPixels(turned)).data.filter((_, i) => i % 4 === 0)]).toEqual([255, 0]);
  });

  it('stretches 16 bits that use only a part of their range', async () => {
    const wide = sharp(Uint16Array.from([1000, 1500, 3000]), { raw: { width: 3, height: 1, channels: 1 } });
    const bytes = await wide.toColourspace('grey16').png().toBuffer();
    const { data } = await readPixels(bytes);
    expect([data[0], data[4], data[8]]).toEqual([0, 64, 255]);
  });

  it.each([
    ['GIF', (p: Sharp) => p.gif()],
    ['WebP', (p: Sharp) => p.webp({ lossless: true })],
  ])('takes the first frame of an animated %s', async (_, encode) => {
    const frames = Uint8Array.from({ length: 2 * 4 * 4 * 3 }, (_, i) => (i < 48 ? 0 : 255));
    const animation = sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } });
    expect(await colorsOf(await encode(animation).toBuffer())).toMatchObject({ height: 4, last: [0, 0, 0, 255] });
  });
});

describe('readPixels refuses', () => {
  const noise = {
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  } as const;
  const errorOf = (bytes: Uint8Array) =>
    readPixels(bytes).then(
      () => undefined,
      (error: unknown) => error,
    );
  const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('an empty file', async () => {
    expect(await errorOf(new Uint8Array())).toMatchObject({
      code: 'picture/empty',
      message: expect.stringContaining('0 bytes'),
    });
  });

  it.each([
    ['a text', 'Dear Sir or Madam', 'a text'],
    ['an SVG drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'an SVG drawing'],
    ['a PDF', '%PDF-1.7 …', 'a PDF document'],
    ['a model', '\x89HDF\r\n\x1a\n', 'an HDF5 file'],
    ['bytes of no known kind', '\x01\x02\x03', 'of no kind known here'],
  ])('%s, and says what it looks like and what would do', async (_, text, name) => {
    const error = await errorOf(latin1(text));
    expect(error).toMatchObject({ code: 'picture/unreadable', message: expect.stringContaining(name) });
    expect(error).toMatchObject({ message: expect.stringMatching(/JPEG, PNG.*HEIC/) });
  });

  it.each([
    ['PNG', (p: Sharp) => p.png()],
    ['JPEG', (p: Sharp) => p.jpeg()],
    ['WebP', (p: Sharp) => p.webp()],
    ['GIF', (p: Sharp) => p.gif()],
    ['TIFF', (p: Sharp) => p.tiff()],
  ])('a %s that is cut off', async (name, encode) => {
    const whole = await encode(sharp(noise)).toBuffer();
    for (const share of [0.01, 0.5, 0.9]) {
      const error = await errorOf(whole.subarray(0, Math.ceil(whole.length * share)));
      expect(error, `${share}`).toMatchObject({ code: 'picture/unreadable', message: expect.stringContaining(name) });
      // What the decoder says is for who debugs.
      expect(error).toMatchObject({ message: expect.stringMatching(/cut off\. Copy/), cause: expect.any(Error) });
    }
  });

  it('a HEIC file without a picture', async () => {
    const error = await errorOf(latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic'));
    expect(error).toMatchObject({
      code: 'picture/unreadable',
      message: expect.stringMatching(/a HEIC picture.*cut off\. Copy/),
    });
    expect(error).toMatchObject({ cause: expect.any(Error) });
  });

  it('a PNG whose header claims 40,000 × 40,000 px, before decoding it', async () => {
    const before = process.memoryUsage().rss;
    const error = await errorOf(await claimSize(40_000, 40_000));
    expect(error).toMatchObject({ code: 'picture/too-large', message: expect.stringContaining('40,000 × 40,000 px') });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('a PNG of 0 px', async () => {
    const error = await errorOf(await claimSize(0, 5));
    expect(error).toMatchObject({ code: 'picture/zero-size', message: expect.stringContaining('0 × 5 px') });
  });

  /** A PNG with another size in its header, checksum corrected. */
  async function claimSize(width: number, height: number): Promise<Uint8Array> {
    const png = new Uint8Array(await twoColors(INK, PAPER).png().toBuffer());
    const view = new DataView(png.buffer);
    view.setUint32(16, width);
    view.setUint32(20, height);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    return png;
  }

  function crc32(bytes: Uint8Array): number {
    let crc = -1;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return ~crc >>> 0;
  }
});
