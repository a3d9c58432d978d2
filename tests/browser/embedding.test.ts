import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readPixels } from '@inkling/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as embedding from './page/embedding.js';
import { buildPage, type ServedPage, serve } from './servePage.js';
import { startChromium } from './startChromium.js';

const chromium = await startChromium();
const built = buildPage(fileURLToPath(new URL('page', import.meta.url)));
const pictures = new URL('../../examples/pictures/', import.meta.url);
const bundled = new URL('../../packages/node/dist/bundled/model.bin', import.meta.url);
const PICTURES = ['seven-photo.jpg', 'zero-checked.jpg', 'six-transparent.png'];

/** Takes shared memory away, as Safari does in pages that are not isolated. */
function withoutSharing(): void {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (descriptor.shared) throw new TypeError('Shared memory is not enabled');
      super(descriptor);
    }
  };
}

const places = [
  { place: 'an isolated page', isolated: true, shares: true },
  { place: 'a page of a plain web host', isolated: false, shares: true },
  { place: 'a page without shared memory', isolated: false, shares: false },
];

describe.skipIf('problem' in chromium).each(places)('the library in $place', ({ isolated, shares }) => {
  let served: ServedPage;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    if ('problem' in chromium) return;
    served = await serve(await built, { isolated });
    page = await chromium.browser.newPage();
    if (!shares) await page.addInitScript(withoutSharing);
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('response', (response) => response.ok() || problems.push(`${response.status()} ${response.url()}`));
    await page.goto(served.url);
  });

  afterAll(async () => {
    await page?.close();
    await served?.close();
  });

  it('finds all its files', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    expect(problems).toEqual([]);
  });

  it('trains to the very weights that Node trains to', async () => {
    const here = await embedding.train();
    const there = await page.evaluate(() => globalThis.embedding.train());
    expect(here.losses[5]).toBeLessThan(here.losses[0] / 2);
    expect(there.losses).toEqual(here.losses);
    expect(there.h5 === here.h5).toBe(true);
  });

  it('gives the very probabilities that Node gives', async () => {
    const { h5 } = await embedding.train();
    const here = await embedding.predict(h5);
    expect(here).toHaveLength(100);
    expect(await page.evaluate((file) => globalThis.embedding.predict(file), h5)).toEqual(here);
  });

  it(`trains to the same weights on ${isolated ? 'three threads' : 'one thread, as it may not share memory'}`, async () => {
    const here = await embedding.train();
    expect(await page.evaluate(() => globalThis.useWorkers())).toBe(isolated ? 2 : 0);
    const there = await page.evaluate(() => globalThis.embedding.train());
    expect(there.h5 === here.h5).toBe(true);
  });

  if (isolated) {
    const decoded = async (name: string) => {
      const { width, height, data } = await readPixels(await readFile(new URL(name, pictures)));
      return [width, height, embedding.toBase64(data)] as const;
    };

    it.each(PICTURES)('makes the same 28×28 of %s', async (name) => {
      const picture = await decoded(name);
      const there = await page.evaluate((args) => globalThis.embedding.normalize(...args), picture);
      expect(there).toEqual(embedding.normalize(...picture));
    });

    it.each([...PICTURES, 'four-or-nine.png', 'no-digit.jpg'])(
      'says of %s what Node says, to the bit',
      async (name) => {
        const input = [embedding.toBase64(await readFile(bundled)), ...(await decoded(name))] as const;
        const here = await embedding.read(...input);
        expect(here.isDigit).toBeGreaterThan(0);
        expect(await page.evaluate((args) => globalThis.embedding.read(...args), input)).toEqual(here);
      },
    );
  }
});

afterAll(async () => {
  if ('browser' in chromium) await chromium.browser.close();
});
