import { predictionFigure } from 'inkling/figures';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { figureEnvironment } from './figureEnvironment.js';
import { svgToPng } from './svgToPng.js';

/** An SVG of one line of text, 1200 × 80 px. */
const line = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="80" font-family="Inter" font-size="38">
  <rect width="1200" height="80" fill="#fff"/><text x="10" y="50">${text}</text></svg>`;

async function inkOf(png: Uint8Array): Promise<number> {
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.reduce((ink, value) => ink + (value < 128 ? 1 : 0), 0);
}

describe('svgToPng', () => {
  it('draws at 1.5 px for each px, or as asked', async () => {
    expect(await sharp(svgToPng(line('4'))).metadata()).toMatchObject({ format: 'png', width: 1800, height: 120 });
    expect(await sharp(svgToPng(line('4'), { scale: 0.5 })).metadata()).toMatchObject({ width: 600, height: 40 });
  });

  it('draws text with the fonts that come along', async () => {
    expect(await inkOf(svgToPng(line('')))).toBe(0);
    expect(await inkOf(svgToPng(line('perhaps a 9')))).toBeGreaterThan(1_000);
  });

  it('shows every pixel of the 28×28 as a square, in full white and black', async () => {
    const svg = predictionFigure(figureOf('4, 62 %'), figureEnvironment());
    const { data, info } = await sharp(svgToPng(svg)).greyscale().raw().toBuffer({ resolveWithObject: true });
    const [, x, y] = svg.match(/<g transform="translate\((\d+),(\d+)\)"><text[^>]*>The picture/) ?? [];
    const tile = Number(svg.match(/<g transform="translate\(0,(\d+)\)"><image[^>]*width="168"/)?.[1]);
    // Pixel (14, 14) of the checkerboard and its right neighbour, in the middle of their 6 px squares.
    const at = (column: number) =>
      data[
        Math.round(1.5 * (Number(y) + tile + 14.5 * 6)) * info.width +
          Math.round(1.5 * (Number(x) + (column + 0.5) * 6))
      ];
    expect([at(14), at(15)]).toEqual([255, 0]);
  });

  it('has room for every line of a figure', async () => {
    const sentence = 'WWWWW MMMMM 100 % '.repeat(20);
    const svg = predictionFigure(
      { ...figureOf(sentence), warnings: [sentence], fileName: 'W'.repeat(200) },
      figureEnvironment(),
    );
    const png = svgToPng(svg);
    const { width, height } = await sharp(png).metadata();
    // All but 2 px of the margin of 52 px, 75 in the PNG, stays white at the left and at the right.
    for (const left of [0, width - 75]) {
      const strip = await sharp(png).extract({ left, top: 0, width: 75, height }).greyscale().raw().toBuffer();
      expect(Math.min(...strip)).toBe(255);
    }
  });
});

function figureOf(sentence: string) {
  return {
    picture: { width: 20, height: 20, data: new Uint8Array(1600).fill(255) },
    box: [2, 2, 9, 9],
    pixels28: Uint8Array.from({ length: 784 }, (_, i) => ((i + Math.floor(i / 28)) % 2 === 0 ? 255 : 0)),
    softmax: [0, 0, 0, 0, 0.62, 0, 0, 0.03, 0, 0.35],
    verdict: 'unsure',
    sentence,
    warnings: [],
    fileName: 'a.png',
    modelName: 'm.h5',
  } as const;
}
