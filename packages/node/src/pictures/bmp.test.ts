import { describe, expect, it } from 'vitest';
import { bitmap } from './bmp.fixture.js';
import { decodeBmp } from './bmp.js';

const BLACK = [0, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const PALETTE = [
  [0, 0, 0],
  [255, 255, 255],
  [255, 0, 0],
  [0, 0, 255],
] as const;

/** The pixels of a 2×2 picture, `[[left upper, right upper], [left lower, right lower]]`. */
function pixelsOf(bytes: Uint8Array) {
  const { width, height, data } = decodeBmp(bytes);
  const pixel = (x: number, y: number) => Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(x, y)));
}

const expected = [
  [RED, BLUE],
  [BLACK, WHITE],
];

describe('decodeBmp', () => {
  it.each([
    [
      '1 bit',
      {
        bits: 1,
        palette: PALETTE.slice(0, 2),
        rows: [
          [0b01000000, 0, 0, 0],
          [0b10000000, 0, 0, 0],
        ],
      },
      [
        [WHITE, BLACK],
        [BLACK, WHITE],
      ],
    ],
    [
      '4 bits',
      {
        bits: 4,
        palette: PALETTE,
        rows: [
          [0x01, 0, 0, 0],
          [0x23, 0, 0, 0],
        ],
      },
      expected,
    ],
    [
      '4 bits, OS/2',
      {
        bits: 4,
        palette: [...PALETTE, ...Array.from({ length: 12 }, () => PALETTE[0])],
        rows: [
          [0x01, 0, 0, 0],
          [0x23, 0, 0, 0],
        ],
        old: true,
      },
      expected,
    ],
    [
      '8 bits',
      {
        bits: 8,
        palette: PALETTE,
        rows: [
          [0, 1, 0, 0],
          [2, 3, 0, 0],
        ],
      },
      expected,
    ],
    [
      '8 bits, from the top',
      {
        height: -2,
        bits: 8,
        palette: PALETTE,
        rows: [
          [2, 3, 0, 0],
          [0, 1, 0, 0],
        ],
      },
      expected,
    ],
    [
      'RLE8: runs, literals, ends',
      {
        bits: 8,
        compression: 1,
        palette: PALETTE,
        rows: [
          [1, 0, 1, 1, 0, 0],
          [0, 2, 0, 0, 1, 2, 1, 3, 0, 1],
        ],
      },
      expected,
    ],
    [
      'RLE4: alternating runs',
      {
        bits: 4,
        compression: 2,
        palette: PALETTE,
        rows: [
          [2, 0x01, 0, 0],
          [2, 0x23, 0, 1],
        ],
      },
      expected,
    ],
    [
      '16 bits, five each',
      {
        bits: 16,
        rows: [
          [0, 0, 0xff, 0x7f],
          [0, 0x7c, 0x1f, 0],
        ],
      },
      expected,
    ],
    [
      '16 bits, 5-6-5',
      {
        bits: 16,
        compression: 3,
        masks: [0xf800, 0x7e0, 0x1f],
        rows: [
          [0, 0, 0xff, 0xff],
          [0, 0xf8, 0x1f, 0],
        ],
      },
      expected,
    ],
    [
      '24 bits',
      {
        bits: 24,
        rows: [
          [0, 0, 0, 255, 255, 255, 0, 0],
          [0, 0, 255, 255, 0, 0, 0, 0],
        ],
      },
      expected,
    ],
    [
      '32 bits',
      {
        bits: 32,
        rows: [
          [0, 0, 0, 0, 255, 255, 255, 0],
          [0, 0, 255, 0, 255, 0, 0, 0],
        ],
      },
      expected,
    ],
  ])('reads %s', (_, spec, pixels) => {
    expect(pixelsOf(bitmap({ width: 2, height: 2, ...spec }))).toEqual(pixels);
  });

  it('honours an alpha mask, unless the whole channel is empty', () => {
    const spec = { width: 2, height: 1, bits: 32, compression: 6, masks: [0xff0000, 0xff00, 0xff, 0xff000000] };
    expect(pixelsOf(bitmap({ ...spec, rows: [[0, 0, 255, 128, 255, 0, 0, 0]] }))).toEqual([
      [
        [255, 0, 0, 128],
        [0, 0, 255, 0],
      ],
    ]);
    expect(pixelsOf(bitmap({ ...spec, rows: [[0, 0, 255, 0, 255, 0, 0, 0]] }))).toEqual([[RED, BLUE]]);
  });

  it('leaves pixels that a run skips in the first colour', () => {
    const runs = [[0, 2, 1, 1, 1, 2, 0, 1]];
    const spec = { width: 2, height: 2, bits: 8, compression: 1, palette: PALETTE, rows: runs };
    expect(pixelsOf(bitmap(spec))).toEqual([
      [BLACK, RED],
      [BLACK, BLACK],
    ]);
  });

  it.each([
    ['cut off', bitmap({ width: 200, height: 200, bits: 24, rows: [[1, 2, 3]] }), 'picture/unreadable'],
    ['without a complete header', new Uint8Array([0x42, 0x4d, 0, 0]), 'picture/unreadable'],
    ['of 5 bits a pixel', bitmap({ width: 2, height: 2, bits: 5, rows: [[0]] }), 'picture/unreadable'],
    ['with a PNG inside', bitmap({ width: 2, height: 2, bits: 32, compression: 5, rows: [[0]] }), 'picture/unreadable'],
    ['0 px wide', bitmap({ width: 0, height: 2, bits: 24, rows: [] }), 'picture/zero-size'],
    ['40,000 px square', bitmap({ width: 40_000, height: 40_000, bits: 24, rows: [] }), 'picture/too-large'],
  ])('refuses a bitmap %s', (_, bytes, code) => {
    expect(() => decodeBmp(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
