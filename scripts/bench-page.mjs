// The page's speed in a real Chromium: from a pointer's event to the bars; and training beside Node's, the same network, recipe,
// digits and threads, by turns, so that what else the machine does at a time slows both. `npm run build` first.
// usage: node scripts/bench-page.mjs [ROUNDS = 3]
import { loadEmbedded, useThreads } from '../packages/node/dist/index.js';
import { median } from './bench/statistics.mjs';
import { startPage, typeScript } from './testModules.mjs';

const rounds = Number(process.argv[2] ?? 3);
/** Digits of the embedded sample that train. */
const TRAINING = 8500;

/** Observed in the page: how long from an event to the bars, and the frames that the screen was given. */
function observe() {
  globalThis.observed = { bars: [], frames: 0 };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'pointer to bars') globalThis.observed.bars.push(duration);
  }).observe({ type: 'measure' });
  const count = () => {
    globalThis.observed.frames++;
    requestAnimationFrame(count);
  };
  count();
}

/** ms from a pointer's event to the bars, of each of a visit's events. */
async function barsOfVisit({ app, draw, verdict, DRAWN }) {
  const { page } = await app.visit();
  await page.evaluate(observe);
  for (const strokes of [DRAWN.four, DRAWN.seven]) {
    await draw(page, strokes);
    await verdict(page);
    await page.getByRole('button', { name: 'Clear' }).click();
  }
  const bars = await page.evaluate(() => globalThis.observed.bars);
  await page.context().close();
  return bars;
}

/** One training by the page's own hands, as it is set when one comes. */
async function trainInPage({ app, goTo }) {
  const { page } = await app.visit();
  await goTo(page, 'Train');
  const start = page.getByRole('button', { name: 'Train', exact: true });
  await start.waitFor();
  await page.evaluate(observe);
  await start.click();
  await page.locator('dd[data-figure="rate"]').filter({ hasText: /\d/ }).waitFor();
  const frames = () => page.evaluate(() => ({ frames: globalThis.observed.frames, at: performance.now() }));
  const before = await frames();
  const done = page.getByText('It answers under Ask now.');
  await done.waitFor({ timeout: 600_000 });
  const after = await frames();
  const words = (await done.textContent()) ?? '';
  await page.context().close();
  return {
    seconds: Number(words.match(/after ([\d.]+) s/)?.[1]),
    accuracy: Number(words.match(/([\d.]+) %/)?.[1]) / 100,
    framesPerSecond: (1000 * (after.frames - before.frames)) / (after.at - before.at),
  };
}

/** The same by the same code in Node, as `trainer` has it. */
async function trainInNode({ PageTraining, settings }, digits) {
  let ended;
  const training = new PageTraining(settings, digits, (report) => {
    if (report.kind === 'ended') ended = report;
  });
  await training.run();
  return { seconds: ended.seconds, accuracy: ended.heldOutAccuracy };
}

/** The page's trainer, and what the page chooses for whoever chooses nothing. */
async function trainer() {
  const { PageTraining } = await typeScript('packages/web/src/train/trainer.ts');
  const { architectureJson, presetLayers } = await typeScript('packages/web/src/train/layers.ts');
  const { pageRecipes } = await typeScript('packages/web/src/train/recipes.ts');
  const { epochs, batchSize, learningRate } = pageRecipes.quick;
  const architecture = architectureJson('classic', presetLayers('classic'));
  return {
    PageTraining,
    settings: { architecture, recipe: 'quick', epochs, batchSize, learningRate, seed: 1, data: 'embedded' },
  };
}

const say = (name, value) => console.log(`${name.padEnd(24)}${value}`);
const page = await startPage();
const pool = useThreads();
try {
  const bars = [];
  for (let i = 0; i < rounds; i++) bars.push(...(await barsOfVisit(page)));
  const late = bars.toSorted((a, b) => a - b)[Math.ceil(0.95 * bars.length) - 1];
  say(
    'pointer to bars',
    `median ${median(bars).toFixed(1)} ms, 95th percentile ${late.toFixed(1)} ms, of ${bars.length}`,
  );

  const digits = await loadEmbedded();
  const own = await trainer();
  const runs = [];
  for (let i = 0; i < rounds; i++) runs.push({ page: await trainInPage(page), node: await trainInNode(own, digits) });
  const rate = ({ seconds }) => (TRAINING * own.settings.epochs) / seconds;
  for (const where of ['page', 'node']) {
    const all = runs.map((run) => run[where]);
    const speed = Math.round(median(all.map(rate))).toLocaleString('en');
    const accuracy = (100 * median(all.map(({ accuracy }) => accuracy))).toFixed(1);
    const seconds = median(all.map(({ seconds }) => seconds)).toFixed(1);
    say(`training, ${where}`, `${speed} samples/s, ${accuracy} % of the held-out digits after ${seconds} s`);
  }
  const shares = runs.map((run) => rate(run.page) / rate(run.node));
  say('page / Node', `${(100 * median(shares)).toFixed(0)} %, ${pool.threads} threads`);
  say('while training', `${median(runs.map((run) => run.page.framesPerSecond)).toFixed(1)} frames/s`);
} finally {
  await page.close();
}
