import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { type App, builtApp, DRAWN, draw, verdict } from './app.js';
import { auditAccessibility, auditLoad, PHONE } from './audit.js';

/** What a first visit may download, in bytes: code and style, compressed; the model with its statistics. */
const MOST_CODE = 250_000;
const MOST_MODEL = 1_000_000;
/** What may move without being asked to. Lighthouse calls 0.1 good. */
const MOST_SHIFT = 0.01;

declare global {
  /** In the page: ms from a pointer's event to the bars. */
  var bars: number[];
}

/** What `npm run check:size` counts as code of a first visit: `true` of a path on the page's server. */
async function countedAsFirst(): Promise<(path: string) => boolean> {
  const [{ path: patterns }] = JSON.parse(
    await readFile(new URL('../../../.size-limit.json', import.meta.url), 'utf8'),
  );
  const matches = (pattern: string, path: string) => {
    const text = pattern
      .replaceAll('.', '\\.')
      .replaceAll('*', '[^/]*')
      .replace(/\{(\w+),(\w+)\}/, '($1|$2)');
    return new RegExp(`^${text}$`).test(`packages/web/dist${path}`);
  };
  return (path) =>
    patterns.some((own: string) => !own.startsWith('!') && matches(own, path)) &&
    !patterns.some((own: string) => own.startsWith('!') && matches(own.slice(1), path));
}

/** The tests of weight, speed and accessibility. Speed is printed; only that it is measured is tested. */
export function describeQuality(running: () => App): void {
  describe('its quality', () => {
    let page: Page;

    afterAll(async () => {
      await page?.context().close();
    });

    it('weighs little at the first visit, and size-limit counts all of its code', async () => {
      const figures = await auditLoad(running());
      const { firstContentfulPaint, largestContentfulPaint, totalBlockingTime, usable, layoutShift } = figures;
      const { code, codeBytes, modelBytes, fontBytes, allBytes, requests } = figures;
      const isCounted = await countedAsFirst();
      console.log(
        `first visit: code ${kB(codeBytes)} compressed, model ${kB(modelBytes)}, fonts ${kB(fontBytes)}, ` +
          `all ${kB(allBytes)} in ${requests} requests`,
      );
      console.log(
        `first paint ${ms(firstContentfulPaint)}, largest paint ${ms(largestContentfulPaint)}, usable ${ms(usable)}, ` +
          `blocked ${ms(totalBlockingTime)}, layout shift ${layoutShift.toFixed(4)}`,
      );
      expect(code.filter((path) => !isCounted(path))).toEqual([]);
      // Another part of the page that is loaded later must not be counted away.
      expect(
        [...(await builtApp()).keys()].filter((path) => /\.(js|css)$/.test(path) && isCounted(path)).length,
      ).toBeLessThan(code.length + 8);
      expect(codeBytes).toBeGreaterThan(20_000);
      expect(codeBytes).toBeLessThanOrEqual(MOST_CODE);
      expect(modelBytes).toBeGreaterThan(20_000);
      expect(modelBytes).toBeLessThanOrEqual(MOST_MODEL);
      expect(usable).toBeGreaterThan(0);
      expect(layoutShift).toBeLessThan(MOST_SHIFT);
    });

    it('stays where it is while it comes slowly to a phone', async () => {
      const { firstContentfulPaint, usable, layoutShift } = await auditLoad(running(), { ...PHONE, isSlow: true });
      console.log(
        `slow phone: first paint ${ms(firstContentfulPaint)}, usable ${ms(usable)}, layout shift ${layoutShift.toFixed(4)}`,
      );
      expect(layoutShift).toBeLessThan(MOST_SHIFT);
    });

    it('answers a pointer at once', async () => {
      ({ page } = await running().visit());
      await page.evaluate(() => {
        globalThis.bars = [];
        new PerformanceObserver((list) => {
          for (const { name, duration } of list.getEntries())
            if (name === 'pointer to bars') globalThis.bars.push(duration);
        }).observe({ type: 'measure' });
      });
      for (const strokes of [DRAWN.four, DRAWN.seven]) {
        await draw(page, strokes);
        await verdict(page);
        await page.getByRole('button', { name: 'Clear' }).click();
      }
      const bars = await page.evaluate(() => globalThis.bars);
      bars.sort((a, b) => a - b);
      const at = (share: number) => bars[Math.floor(share * (bars.length - 1))].toFixed(1);
      console.log(`pointer to bars: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, of ${bars.length}`);
      expect(bars.length).toBeGreaterThan(20);
    });

    const screens = { '1,440 px': { viewport: { width: 1440, height: 900 } }, '360 px': PHONE };
    it.each([
      ['1,440 px', 'light'],
      ['1,440 px', 'dark'],
      ['360 px', 'light'],
      ['360 px', 'dark'],
    ] as const)(
      'has nothing that axe-core finds fault with and stays where it is, at %s, %s',
      async (name, colorScheme) => {
        const found = await auditAccessibility(running(), { ...screens[name], colorScheme });
        const { faults, rules, states, layoutShift, shifts } = found;
        console.log(
          `accessibility, ${name}, ${colorScheme}: ${faults.length} faults in ${rules} rules checked in ${states} states, ` +
            `layout shift ${layoutShift.toFixed(4)}`,
        );
        expect(faults).toEqual([]);
        expect(layoutShift, shifts.join('\n')).toBeLessThan(MOST_SHIFT);
      },
    );
  });
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}
