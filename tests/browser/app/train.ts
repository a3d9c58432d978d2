import { readFile } from 'node:fs/promises';
import { loadEmbedded } from '@inkling/node';
import { predictSoftmax, sliceImages } from 'inkling';
import { loadKerasH5File } from 'inkling/formats';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, DRAWN, draw, drop, goTo, isReady, verdict } from './app.js';

/** An IDX file of bytes. */
function idx(dimensions: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  for (const [axis, size] of dimensions.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
  return Buffer.concat([header, values]);
}

const COUNT = 1500;

async function giveData(page: Page): Promise<void> {
  const { images, labels } = sliceImages(await loadEmbedded(), 0, COUNT);
  await page.getByLabel('MNIST files').setInputFiles([
    { name: 'my-images-idx3-ubyte', mimeType: '', buffer: idx([COUNT, 28, 28], images) },
    { name: 'my-labels-idx1-ubyte', mimeType: '', buffer: idx([COUNT], labels) },
  ]);
  await page.getByText('my-images-idx3-ubyte').waitFor();
}

/** The tests of Train and Models, of an app that runs already. */
export function describeTrain(running: () => App): void {
  describe('Train', () => {
    let page: Page;
    let problems: string[];
    let h5: Buffer;

    beforeAll(async () => {
      ({ page, problems } = await running().visit());
      await draw(page, DRAWN.seven);
      await verdict(page);
      await goTo(page, 'Train');
      await page.getByRole('heading', { name: 'Train', level: 1 }).waitFor();
    });

    afterAll(async () => {
      await page.context().close();
    });

    it('says what is wrong with layers and with files', async () => {
      await giveData(page);
      await page.getByText('Its layers').click();
      await page.getByRole('button', { name: 'Remove layer 5, Flatten' }).click();
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: /numbers|shape|inputs/ })
        .waitFor();
      await page.getByLabel('MNIST files').setInputFiles({ name: 'x.gz', mimeType: '', buffer: Buffer.from('no') });
      await page.getByRole('alert').filter({ hasText: 'x.gz' }).waitFor();
    });

    it('trains two epochs on dropped files, and reads the drawing again after each', async () => {
      await page.getByRole('combobox', { name: 'Network' }).selectOption('lenet5');
      await page.getByRole('combobox', { name: 'Recipe' }).selectOption('keras');
      await page.getByLabel('Epochs', { exact: true }).fill('2');
      await page.getByLabel('Batch', { exact: true }).fill('16');
      await page.getByRole('button', { name: 'Train again' }).click();
      await page.getByText(/61,706 weights/).waitFor();
      await page.getByText('It answers under Ask now.').waitFor({ timeout: 60_000 });
      expect(await page.locator('dd[data-figure="rate"]').textContent()).toMatch(/^[\d,.]+$/);
      expect(await page.getByRole('table').getByRole('row').count()).toBe(11);
      const slider = page.getByRole('slider');
      expect([await slider.getAttribute('max'), await slider.inputValue()]).toEqual(['2', '2']);
      const before = await page.locator('[data-digit="7"] .percent').last().textContent();
      await slider.fill('1');
      expect(await page.locator('[data-digit="7"] .percent').last().textContent()).not.toBe(before);
      expect(problems).toEqual([]);
    });

    it('takes what is dropped and pasted here for no question', async () => {
      await drop(page, 'four.png', Buffer.from('no'), 'image/png');
      await page.getByRole('alert').filter({ hasText: 'four.png' }).waitFor();
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(['no'], 'pasted.png', { type: 'image/png' }));
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }));
      });
      await goTo(page, 'Ask');
      await page.getByRole('heading', { name: /7/ }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.locator('.over').count()).toBe(0);
      await goTo(page, 'Train');
    });

    it('uses all cores where the page is isolated', async () => {
      const cores = await page.evaluate(() => (crossOriginIsolated ? navigator.hardwareConcurrency : 1));
      await page.getByText(`${cores} ${cores === 1 ? 'thread' : 'threads'}`).waitFor();
    });

    it('leaves a calibrated Keras file that gives Node the same answers, also to who looks elsewhere meanwhile', async () => {
      await goTo(page, 'Models');
      await goTo(page, 'Train');
      await page.getByText(/^Calibrated:/).waitFor({ timeout: 150_000 });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'mnist_model.h5' }).click(),
      ]);
      h5 = await readFile(await download.path());
      await goTo(page, 'Ask');
      await page.getByRole('heading', { name: /7/ }).waitFor();
      const [replay] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Replay' }).click(),
      ]);
      const [{ digits, model: name }] = JSON.parse((await readFile(await replay.path())).toString()).entries;
      expect(name).toBe('mnist_model.h5');
      const { model, statistics } = await loadKerasH5File(h5);
      expect(statistics).toBeInstanceOf(Uint8Array);
      expect(digits[0].softmax).toEqual((await predictSoftmax(model, Uint8Array.from(digits[0].pixels)))[0]);
    }, 180_000);

    it('pauses, goes on and stops with the best epoch so far', async () => {
      await goTo(page, 'Train');
      await page.getByLabel('Epochs', { exact: true }).fill('60');
      await page.getByRole('button', { name: 'Train again' }).click();
      // Live: before an epoch is finished there is something to see.
      await page.locator('dd[data-figure="accuracy"]').filter({ hasText: / %$/ }).waitFor();
      await page
        .locator('dd[data-figure="left"]')
        .filter({ hasText: / (s|min)$/ })
        .waitFor();
      await page.locator('dd[data-figure="validation"]').filter({ hasText: / %$/ }).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('Paused.').waitFor();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('It answers under Ask now.').waitFor();
    });

    it('is still the model in use after a reload; another file can be opened, compared, and left again', async () => {
      await page.reload();
      await isReady(page);
      await page.getByRole('link', { name: /Model in use:\s*mnist_model.h5/ }).click();
      await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();
      const trained = page.getByRole('listitem').filter({ hasText: 'mnist_model.h5' });
      await trained.nth(1).waitFor();
      expect(await trained.count()).toBe(2);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        trained.last().getByRole('button', { name: 'Download' }).click(),
      ]);
      expect(await readFile(await download.path())).toEqual(h5);
      await page.getByLabel('Open a .h5 file').setInputFiles({ name: 'mine.h5', mimeType: '', buffer: h5 });
      await page.getByRole('link', { name: /Model in use:\s*mine.h5/ }).waitFor();
      const summary = await page.getByLabel('Summary of the model in use').textContent();
      // The second convolution, by the name that Keras gives it.
      for (const words of ['conv2d_1', 'Total params', '61,706']) expect(summary).toContain(words);

      await goTo(page, 'Ask');
      await draw(page, DRAWN.seven);
      await verdict(page);
      await goTo(page, 'Models');
      await page.getByText(/^They (agree|disagree)/).waitFor();
      const own = page.getByRole('listitem').filter({ hasText: 'Inkling’s own' });
      await own.getByRole('button', { name: 'Use' }).click();
      await page.getByRole('link', { name: /Model in use:\s*Inkling’s own/ }).waitFor();
      await page.getByRole('button', { name: 'Remove mine.h5' }).click();
      await page.getByRole('button', { name: 'Bring it back' }).click();
      await page.getByRole('button', { name: 'Remove mine.h5' }).click();
      await page.getByRole('listitem').filter({ hasText: 'mine.h5' }).waitFor({ state: 'detached' });
    });

    it('says that the model in use last is gone, and answers with its own', async () => {
      await page.evaluate(() => localStorage.setItem('model-in-use', 'gone'));
      await page.reload();
      await page.getByRole('alert').filter({ hasText: 'is not in this browser any more' }).waitFor();
      await page.getByRole('link', { name: /Model in use:\s*Inkling’s own/ }).waitFor();
    });

    it('loads what reads HDF5 only when a file is opened', async () => {
      const loaded: string[] = [];
      const { page: own } = await running().visit({ onFile: (path) => loaded.push(path) });
      await draw(own, DRAWN.seven);
      await verdict(own);
      for (const section of ['Train', 'Edge cases', 'Models']) {
        await goTo(own, section);
        await own.getByRole('heading', { name: section, level: 1 }).waitFor();
      }
      const isHdf5 = (path: string) => path.startsWith('/assets/h5-');
      expect(loaded.filter(isHdf5)).toEqual([]);
      await own.getByLabel('Open a .h5 file').setInputFiles({ name: 'mine.h5', mimeType: '', buffer: h5 });
      await own.getByRole('link', { name: /Model in use:\s*mine.h5/ }).waitFor();
      expect(loaded.filter(isHdf5)).toHaveLength(1);
      await own.context().close();
    });

    it('answers, and opens a model, where the browser keeps nothing', async () => {
      const { page: own, problems } = await running().visit({
        prepare: (page) =>
          page.addInitScript(() => {
            for (const name of ['localStorage', 'indexedDB']) {
              const get = () => {
                throw new DOMException('The operation is insecure.', 'SecurityError');
              };
              Object.defineProperty(window, name, { get });
            }
          }),
      });
      await draw(own, DRAWN.seven);
      expect(await verdict(own)).toContain(': 7, ');
      await own.getByText('This browser keeps nothing for the page').waitFor();
      await own.getByRole('button', { name: /^Colours/ }).click();
      await goTo(own, 'Models');
      await own.getByLabel('Open a .h5 file').setInputFiles({ name: 'mine.h5', mimeType: '', buffer: h5 });
      await own.getByRole('link', { name: /Model in use:\s*mine.h5/ }).waitFor();
      await own.getByText('Download what you want to keep').waitFor();
      expect(await own.getByRole('alert').count()).toBe(0);
      expect(problems).toEqual([]);
      await own.context().close();
    });

    it.each([
      ['notes.h5', 'hello', 'HDF5'],
      ['cut.h5', '\x89HDF\r\n\x1a\n', 'HDF5'],
    ])('says what is wrong with %s, and keeps the model', async (name, content, words) => {
      const buffer = Buffer.from(content, 'latin1');
      await page.getByLabel('Open a .h5 file').setInputFiles({ name, mimeType: '', buffer });
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      await page.getByRole('link', { name: /Model in use:\s*Inkling’s own/ }).waitFor();
    });
  });
}
