// Draws docs/figures/page.png: the page in a real Chromium, after somebody drew a digit between a 4 and a 9. After `npm run build`.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { startPage } from './testModules.mjs';

const folder = fileURLToPath(new URL('../docs/figures/', import.meta.url));
/** Strokes in shares of the pad. */
const FOUR_OR_NINE = [
  [
    [0.4, 0.24],
    [0.31, 0.42],
    [0.36, 0.53],
    [0.52, 0.54],
    [0.66, 0.52],
  ],
  [
    [0.56, 0.15],
    [0.66, 0.19],
    [0.66, 0.5],
    [0.62, 0.86],
  ],
];

const { app, draw, verdict, close } = await startPage();
try {
  const { page } = await app.visit({ viewport: { width: 1280, height: 940 }, colorScheme: 'light' });
  await draw(page, FOUR_OR_NINE);
  await verdict(page);
  await page.getByRole('button', { name: 'Find the nearest known digits' }).click();
  await page
    .getByRole('list', { name: /Training digits nearest/ })
    .first()
    .waitFor();
  // Where the mouse rests a button looks chosen.
  await page.mouse.move(0, 0);
  await mkdir(folder, { recursive: true });
  const png = await sharp(await page.screenshot())
    .png({ palette: true })
    .toBuffer();
  await writeFile(`${folder}page.png`, png);
} finally {
  await close();
}
