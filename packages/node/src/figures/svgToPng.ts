import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Inter, regular and semibold, from the registry: figures look alike on every machine, whatever fonts it has. */
const fontFiles = () => [
  require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
];

/** Scripts that Inter lacks (a file's name may be in any): only for them are the system's fonts searched, which is slow. */
const BEYOND_INTER = /[\u0530-\u1DFF\u2E80-\uFFEF\u{10000}-\u{10FFFF}]/u;

/**
 * An SVG as a PNG, drawn by resvg without a browser. 1.5 is sharp on a screen and in print; the renderer is loaded on
 * the first call only.
 *
 * @param scale Pixels of the PNG for each px of the SVG.
 * @example
 * await writeFileAtomic('confusion.png', svgToPng(confusionFigure([[9, 1], [2, 8]], figureEnvironment())));
 */
export function svgToPng(svg: string, { scale = 1.5 }: { scale?: number } = {}): Uint8Array {
  const { Resvg }: typeof import('@resvg/resvg-js') = require('@resvg/resvg-js');
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      fontFiles: fontFiles(),
      loadSystemFonts: BEYOND_INTER.test(svg),
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
  });
  return renderer.render().asPng();
}
