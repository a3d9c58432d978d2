import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type App, DRAWN, draw, goTo, verdict } from './app.js';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Of the accessibility's checker, as much as is needed here. */
interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

declare global {
  /** In the page: the checker. */
  var axe: { run(where: Document, options: object): Promise<AxeResults> };
}

/** What a first visit with an empty cache costs: times in ms since the navigation began, bytes as they travelled. */
export interface LoadFigures {
  readonly firstContentfulPaint: number;
  readonly largestContentfulPaint: number;
  /** What tasks took beyond 50 ms each, from the first paint until the page can be used. */
  readonly totalBlockingTime: number;
  /** When a model answers. */
  readonly usable: number;
  readonly layoutShift: number;
  readonly requests: number;
  readonly codeBytes: number;
  readonly modelBytes: number;
  readonly fontBytes: number;
  readonly allBytes: number;
  /** Paths of JavaScript and CSS. */
  readonly code: readonly string[];
}

/** A phone of the middle class, and the line that Lighthouse lends it: 1.6 Mbit/s, 150 ms there and back. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const throughput = (1.6 * 1024 * 1024) / 8;
  const line = { latency: 150, downloadThroughput: throughput, uploadThroughput: throughput };
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
}

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Visits the page for the first time, and gives back what that cost; `isSlow` as on a phone on its way. */
export async function auditLoad(
  app: App,
  { isSlow = false, ...options }: BrowserContextOptions & { isSlow?: boolean } = {},
): Promise<LoadFigures> {
  const { page } = await app.visit(isSlow ? { ...options, prepare: slowDown } : options);
  await page.waitForLoadState('load');
  const figures = await page.evaluate(async () => {
    const entries = <T extends PerformanceEntry>(type: string) =>
      new Promise<T[]>((resolve) => {
        const seen: T[] = [];
        const observer = new PerformanceObserver((list) => seen.push(...(list.getEntries() as T[])));
        observer.observe({ type, buffered: true });
        setTimeout(() => resolve([...seen, ...(observer.takeRecords() as T[])]), 500);
      });
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
    const [paints, tasks, shifts] = await Promise.all([
      entries('largest-contentful-paint'),
      entries('longtask'),
      entries<Shift>('layout-shift'),
    ]);
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const usable = performance.getEntriesByName('usable')[0]?.startTime ?? 0;
    const blocking = tasks.filter(({ startTime }) => startTime >= first && startTime < usable);
    const loaded = [
      ...(performance.getEntriesByType('navigation') as PerformanceResourceTiming[]),
      ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[]),
    ].map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize }));
    const code = loaded.filter(({ path }) => /\.(js|css)$/.test(path));
    const sum = (some: readonly { bytes: number }[]) => some.reduce((total, { bytes }) => total + bytes, 0);
    return {
      firstContentfulPaint: first,
      largestContentfulPaint: Math.max(0, ...paints.map(({ startTime }) => startTime)),
      totalBlockingTime: blocking.reduce((total, { duration }) => total + Math.max(0, duration - 50), 0),
      usable,
      layoutShift: shifts.reduce((total, { value, hadRecentInput }) => total + (hadRecentInput ? 0 : value), 0),
      requests: loaded.length,
      codeBytes: sum(code),
      modelBytes: sum(loaded.filter(({ path }) => path === '/model.bin')),
      fontBytes: sum(loaded.filter(({ path }) => path.endsWith('.woff2'))),
      allBytes: sum(loaded),
      code: code.map(({ path }) => path),
    };
  });
  await page.context().close();
  return figures;
}

/** What accessibility's checker says of states of the page. */
export interface AccessibilityFigures {
  /** Where, which rule, and the element. */
  readonly faults: readonly string[];
  /** Rules checked, over all states. */
  readonly rules: number;
  readonly states: number;
  /** What moved without being asked to, over the whole visit; by how much, and which elements. */
  readonly layoutShift: number;
  readonly shifts: readonly string[];
}

/** Checks every section by axe-core against WCAG 2.2 AA, empty and at work. */
export async function auditAccessibility(app: App, options: BrowserContextOptions): Promise<AccessibilityFigures> {
  const { page } = await app.visit({ reducedMotion: 'reduce', ...options });
  await page.evaluate(await readFile(axeFile, 'utf8'));
  await page.evaluate(observeShifts);
  const faults: string[] = [];
  let [rules, states] = [0, 0];
  const check = async (state: string) => {
    const { passes, violations } = await page.evaluate(async (): Promise<AxeResults> => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      return globalThis.axe.run(document, { runOnly: tags });
    });
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${state}: ${id}: ${html}`)));
    rules += passes.length + violations.length;
    states++;
  };
  await check('Ask, empty');
  await draw(page, DRAWN.seventyOne);
  await verdict(page);
  await check('Ask, two digits');
  await page.getByRole('button', { name: 'A 4 whose top all but closes' }).click();
  await page.getByRole('img', { name: 'The picture four-or-nine.png' }).waitFor();
  await verdict(page);
  await page.getByRole('switch', { name: 'Strokes' }).uncheck();
  await page.getByText('switched off').waitFor();
  await page.getByRole('button', { name: 'Find the nearest known digits' }).click();
  await page
    .getByRole('list', { name: /^Training digits nearest/ })
    .first()
    .waitFor();
  await check('Ask, a picture, a step switched off, known digits');
  await goTo(page, 'Edge cases');
  await page
    .getByRole('button', { name: /Ask about it$/ })
    .first()
    .waitFor();
  await check('Edge cases');
  await goTo(page, 'Train');
  await page.getByRole('combobox', { name: 'Network' }).selectOption('mlp');
  // What a click opens moves the rest; a busy machine shows it later than browsers count as the click's.
  const before = await page.evaluate(() => globalThis.shifts.length);
  await page.getByText('Its layers').click();
  await check('Train, empty, with its layers');
  await page.evaluate((before) => globalThis.shifts.splice(before), before);
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByText('It answers under Ask now.').waitFor();
  await check('Train, at its end');
  await page.getByLabel('MNIST files').setInputFiles({ name: 'x.gz', mimeType: '', buffer: Buffer.from('no') });
  await page.getByRole('alert').waitFor();
  await check('Train, a bad file');
  await goTo(page, 'Models');
  await page.getByText(/^They (agree|disagree)/).waitFor();
  await check('Models, two compared');
  const shifts = await page.evaluate(() => globalThis.shifts);
  await page.context().close();
  const layoutShift = shifts.reduce((sum, { value }) => sum + value, 0);
  return { faults, rules, states, layoutShift, shifts: shifts.map(({ words }) => words) };
}

declare global {
  /** In the page: the layout's shifts so far. */
  var shifts: { readonly value: number; readonly words: string }[];
}

/** Notes in the page what moves half a second or more after the last input. */
function observeShifts(): void {
  globalThis.shifts = [];
  type Source = { readonly node: Node | null; readonly previousRect: DOMRect; readonly currentRect: DOMRect };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: Source[];
      };
      if (hadRecentInput) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.tagName}.${element?.className} from ${previousRect.y} to ${currentRect.y}`;
      });
      globalThis.shifts.push({ value, words: `${value.toFixed(4)}: ${moved.join(', ')}` });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
