import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App, DRAWN, draw, goTo, isReady, verdict } from './app.js';

/** The tests of a visit without a network, and of installing. */
export function describeOffline(running: () => Browser): void {
  describe('on a plain web host', () => {
    let app: App;
    let page: Page;

    beforeAll(async () => {
      app = await App.start(running(), { isolated: false });
      ({ page } = await app.visit({ serviceWorkers: 'allow' }));
    });

    afterAll(async () => {
      await page.context().close();
      await app.close();
    });

    it('isolates itself from the second visit on, so that threads work', async () => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      await goTo(page, 'Train');
      await page.getByText('This page may use one core only.').waitFor();
      // And then on one thread.
      await page.getByRole('combobox', { name: 'Network' }).selectOption('mlp');
      await page.getByLabel('Epochs', { exact: true }).fill('1');
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await page.getByText(/, 1 thread$/).waitFor();
      await page.getByText('It answers under Ask now.').waitFor();
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await page.reload();
      await isReady(page);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(await page.getByText('This page may use one core only.').count()).toBe(0);
    });

    it('works without a network after the first', async () => {
      await page.context().setOffline(true);
      await page.goto(app.url);
      await isReady(page);
      await draw(page, DRAWN.four);
      expect(await verdict(page)).toMatch(/: 4, /);
      await page.getByRole('button', { name: 'A house: no digit at all' }).click();
      await page.getByRole('img', { name: 'The picture no-digit.jpg' }).waitFor();
      for (const section of ['Train', 'Edge cases', 'Models']) {
        await goTo(page, section);
        await page.getByRole('heading', { name: section, level: 1 }).waitFor();
      }
      await page.context().setOffline(false);
    });

    it('can be installed: its manifest names icons that are there', async () => {
      const manifest = await page.evaluate(async () => {
        const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
        const manifest = await (await fetch(link?.href ?? '')).json();
        const sizes: string[] = [];
        for (const { src, sizes: claimed } of manifest.icons) {
          const icon = await createImageBitmap(await (await fetch(src)).blob()).catch(() => undefined);
          if (claimed !== 'any') sizes.push(`${claimed}: ${icon?.width}x${icon?.height}`);
        }
        const apple = document.querySelector<HTMLLinkElement>('link[rel=apple-touch-icon]');
        const icon = await createImageBitmap(await (await fetch(apple?.href ?? '')).blob());
        sizes.push(`apple: ${icon.width}x${icon.height}`);
        return { name: manifest.name, display: manifest.display, sizes };
      });
      expect(manifest).toEqual({
        name: 'Inkling',
        display: 'standalone',
        sizes: ['192x192: 192x192', '512x512: 512x512', '512x512: 512x512', 'apple: 512x512'],
      });
    });
  });
}
