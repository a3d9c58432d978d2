import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { type App, builtApp, DRAWN, draw, goTo, verdict } from './app.js';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What a first visit may download, in bytes: code and style, compressed; the model with its statistics. */
const MOST_CODE = 250_000;
const MOST_MODEL = 1_000_000;

/** Of the accessibility's checker, as much as is needed here. */
interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

declare global {
  /** In the page: the checker, and what was observed. */
  var axe: { run(where: Document, options: object): Promise<AxeResults> };
  var seen: { bars: number[]; shift: number };
}

/** WCAG 2.2 AA: what is violated, and how many rules were checked. */
async function violations(page: Page): Promise<{ found: string[]; rules: number }> {
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const { passes, violations } = await page.evaluate(async (): Promise<AxeResults> => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return globalThis.axe.run(document, { runOnly: tags });
  });
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  return { found, rules: passes.length + violations.length };
}

/** The tests of weight, speed and accessibility. Speed is printed; only that it is measured is tested. */
export function describeQuality(running: () => App): void {
  describe('its quality', () => {
    let page: Page;

    afterAll(async () => {
      await page?.context().close();
    });

    it('weighs little at the first visit', async () => {
      const files = await builtApp();
      const loaded: string[] = [];
      const { page: own } = await running().visit({}, '', (path) => loaded.push(path));
      await own.context().close();
      const bytes = (names: readonly string[]) =>
        names.reduce((sum, name) => sum + gzipSync(files.get(name) ?? new Uint8Array(), { level: 9 }).length, 0);
      const code = bytes(loaded.filter((name) => /\.(js|css)$/.test(name)));
      const model = files.get('/model.bin')?.length ?? Number.POSITIVE_INFINITY;
      const fonts = bytes(loaded.filter((name) => name.endsWith('.woff2')));
      console.log(`first visit: code ${kB(code)} compressed, model ${kB(model)}, fonts ${kB(fonts)}`);
      expect(loaded.filter((name) => name.endsWith('.gz'))).toEqual([]);
      expect(code).toBeGreaterThan(20_000);
      expect(code).toBeLessThanOrEqual(MOST_CODE);
      expect(model).toBeLessThanOrEqual(MOST_MODEL);
    });

    it('answers a pointer at once, without shifting its layout', async () => {
      ({ page } = await running().visit());
      await page.evaluate(() => {
        const seen: typeof globalThis.seen = { bars: [], shift: 0 };
        globalThis.seen = seen;
        new PerformanceObserver((list) => {
          for (const { name, duration } of list.getEntries()) if (name === 'pointer to bars') seen.bars.push(duration);
        }).observe({ type: 'measure' });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
            if (!hadRecentInput) seen.shift += value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      for (const strokes of [DRAWN.four, DRAWN.seven]) {
        await draw(page, strokes);
        await verdict(page);
        await page.getByRole('button', { name: 'Clear' }).click();
      }
      const { bars, shift, ready, paint } = await page.evaluate(() => {
        const { seen } = globalThis;
        const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
        const ready = performance.getEntriesByName('usable')[0]?.startTime ?? 0;
        return { ...seen, paint, ready };
      });
      bars.sort((a, b) => a - b);
      const at = (share: number) => bars[Math.floor(share * (bars.length - 1))].toFixed(1);
      console.log(`pointer to bars: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, of ${bars.length}`);
      console.log(
        `first paint ${paint.toFixed(0)} ms, usable ${ready.toFixed(0)} ms, layout shift ${shift.toFixed(4)}`,
      );
      expect(bars.length).toBeGreaterThan(20);
      expect(ready).toBeGreaterThan(0);
      expect(shift).toBeLessThan(0.01);
    });

    it.each(['light', 'dark'] as const)('has nothing that axe-core finds fault with, in %s', async (colorScheme) => {
      const { page: own } = await running().visit({ colorScheme, reducedMotion: 'reduce' });
      await draw(own, DRAWN.seventyOne);
      await verdict(own);
      const faults: string[] = [];
      let checked = 0;
      for (const section of ['Ask', 'Train', 'Edge cases', 'Models']) {
        await goTo(own, section);
        const heading = own.locator('main h1:visible');
        await heading.waitFor();
        const { found, rules } = await violations(own);
        faults.push(...found.map((fault) => `${section}: ${fault}`));
        checked += rules;
      }
      await own.setViewportSize({ width: 360, height: 740 });
      await goTo(own, 'Ask');
      const { found, rules } = await violations(own);
      console.log(
        `accessibility, ${colorScheme}: ${faults.length + found.length} faults in ${checked + rules} rules checked`,
      );
      expect([...faults, ...found]).toEqual([]);
      await own.context().close();
    });
  });
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
