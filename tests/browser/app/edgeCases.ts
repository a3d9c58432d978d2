import { loadBundled, loadEmbedded, loadKnownDigits } from '@inkling/node';
import { edgeCases, evaluateImages, nearestDigits, sliceImages } from 'inkling';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, DRAWN, draw, entries, goTo, verdict } from './app.js';

/** The tests of Edge cases and of the nearest known digits, of an app that runs already. */
export function describeEdgeCases(running: () => App): void {
  describe('Edge cases', () => {
    let page: Page;
    let problems: string[];
    const loaded: string[] = [];

    beforeAll(async () => {
      ({ page, problems } = await running().visit({ onFile: (path) => loaded.push(path) }));
      await goTo(page, 'Edge cases');
    });

    afterAll(async () => {
      await page.context().close();
    });

    const cards = () => page.getByRole('button', { name: /Ask about it$/ });
    /** As it is read out: `Read as 4 57 %, or 7 35 %, wrong: it is a 7. Ask about it`. */
    const names = () =>
      cards().evaluateAll((buttons) =>
        buttons.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? ''),
      );

    it('shows the digits with the smallest lead, as Node finds them', async () => {
      const heldOut = sliceImages(await loadEmbedded(), 9000, 10_000);
      const { model } = await loadBundled();
      const evaluation = await evaluateImages(model, heldOut);
      const [{ index: hardest }] = edgeCases(evaluation, 1);
      await page.getByText(/of 1,000 digits are no clear matter/).waitFor();
      expect((await names())[0]).toMatch(new RegExp(`it is an? ${heldOut.labels[hardest]}\\.`));
      const counted = await page.getByText(/are read wrong/).textContent();
      expect(counted).toContain(`${evaluation.errors} are read wrong`);
    });

    it('filters by pair, and sorts', async () => {
      const all = await cards().count();
      const pair = page.getByRole('group', { name: 'Between' }).getByRole('button').nth(1);
      await pair.click();
      const [one, other] = ((await pair.textContent()) ?? '').match(/\d/g) ?? [];
      expect(await cards().count()).toBeLessThan(all);
      for (const name of await names()) {
        expect(name).toMatch(new RegExp(`(Read as|or) ${one} `));
        expect(name).toMatch(new RegExp(`(Read as|or) ${other} `));
      }
      await page.getByRole('button', { name: 'All', exact: true }).click();
      await page.getByRole('combobox', { name: 'Order' }).selectOption('wrong');
      await page.getByText('wrong: it is').first().waitFor();
      expect(await cards().count()).toBe(await page.getByText('wrong: it is').count());
    });

    it('begins at its top and has a title of its own, wherever one comes from', async () => {
      expect(await page.title()).toMatch(/^Edge cases/);
      await page.getByRole('combobox', { name: 'Order' }).selectOption('margin');
      await page.mouse.wheel(0, 2000);
      await page.waitForFunction(() => scrollY > 100);
      await goTo(page, 'Models');
      await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();
      expect([await page.title(), await page.evaluate(() => scrollY)]).toEqual([expect.stringMatching(/^Models/), 0]);
      await goTo(page, 'Edge cases');
      await page.getByRole('combobox', { name: 'Order' }).selectOption('wrong');
      await cards().first().waitFor();
    });

    it('takes one into Ask', async () => {
      const [name] = await names();
      await cards().first().click();
      await page.getByRole('img', { name: /The picture MNIST 9\d\d\d, an? \d/ }).waitFor();
      expect(await verdict(page)).toContain(`: ${name.match(/^Read as (\d)/)?.[1]}, `);
      expect(problems).toEqual([]);
    });

    it('says that its worker cannot be loaded, and starts another when asked again', async () => {
      const { page: own } = await running().visit();
      await own.route(/worker.*\.js$/, (route) => route.abort());
      await goTo(own, 'Edge cases');
      await own.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
      await own.unroute(/worker.*\.js$/);
      await own.getByRole('combobox', { name: 'Digits' }).selectOption('all');
      await own.getByText(/of 10,000 digits are no clear matter/).waitFor();
      await own.context().close();
    });

    it('finds the training digits nearest to a drawing, of the winner and of the rival', async () => {
      await page.getByRole('button', { name: 'Draw instead' }).click();
      await draw(page, DRAWN.four);
      await verdict(page);
      expect(loaded).not.toContain('/known.gz');
      await page.getByRole('button', { name: 'Find the nearest known digits' }).click();
      const winners = page.getByRole('list', { name: 'Training digits nearest to yours among the 4s' });
      await winners.waitFor();
      expect(await winners.getByRole('img', { name: /^A 4, \d+ % alike$/ }).count()).toBe(6);
      expect(await page.getByRole('list', { name: /Training digits nearest/ }).count()).toBe(2);
      const likeness = await winners
        .getByRole('listitem')
        .evaluateAll((items) => items.map((item) => Number.parseFloat(item.getAttribute('title') ?? '')));
      const [{ digits }] = await entries(page);
      const { model } = await loadBundled();
      const known = await loadKnownDigits(model);
      const [asNode] = await nearestDigits(model, known, Uint8Array.from(digits[0].pixels), [4], 6);
      expect(likeness).toEqual(asNode.map((one) => Math.round(100 * one.likeness)));
      expect(loaded).toContain('/known.gz');
    });
  });
}
