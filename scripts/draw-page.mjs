// Draws docs/figures/page.png: the page in a real Chromium, after somebody drew a digit between a 4 and a 9. After `npm run build`.
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import sharp from 'sharp';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
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

/** The tests know where a Chromium is: their module is TypeScript, which Node 20 does not run as it is. */
async function startChromium() {
  const compiled = at('tests/browser/.startChromium.mjs');
  await build({
    entryPoints: [at('tests/browser/startChromium.ts')],
    outfile: compiled,
    format: 'esm',
    platform: 'node',
  });
  try {
    const started = await (await import(compiled)).startChromium();
    if ('problem' in started) throw new Error(started.problem);
    return started.browser;
  } finally {
    await rm(compiled);
  }
}

async function draw(page, strokes) {
  const box = await page.getByRole('application', { name: 'Drawing pad' }).boundingBox();
  const move = ([x, y]) => page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
  for (const [first, ...rest] of strokes) {
    await move(first);
    await page.mouse.down();
    for (const point of rest) await move(point);
    await page.mouse.up();
  }
}

const server = spawn(process.execPath, [at('scripts/app.mjs')], { env: { ...process.env, PORT: '0' } });
const browser = await startChromium();
try {
  const url = await new Promise((resolve) => {
    server.stdout.on('data', (text) => resolve(String(text).match(/http:\S+/)[0]));
  });
  const viewport = { width: 1280, height: 940 };
  const page = await browser.newPage({ viewport, colorScheme: 'light', serviceWorkers: 'block' });
  await page.goto(url);
  await page.getByText(/Model in use:\s*[^…\s]/).waitFor();
  await draw(page, FOUR_OR_NINE);
  await page.getByRole('region', { name: 'Verdict' }).getByRole('status').filter({ hasText: /./ }).waitFor();
  await page.getByRole('button', { name: 'Find the nearest known digits' }).click();
  await page
    .getByRole('list', { name: /Training digits nearest/ })
    .first()
    .waitFor();
  // Where the mouse rests a button looks chosen.
  await page.mouse.move(0, 0);
  await mkdir(at('docs/figures'), { recursive: true });
  await writeFile(
    at('docs/figures/page.png'),
    await sharp(await page.screenshot())
      .png({ palette: true })
      .toBuffer(),
  );
} finally {
  await browser.close();
  server.kill();
}
