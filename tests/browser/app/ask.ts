import { readFile } from 'node:fs/promises';
import { loadBundled, readPixels } from '@inkling/node';
import { predictSoftmax, readPicture } from 'inkling';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, DRAWN, draw, drop, entries, exported, isReady, verdict } from './app.js';

const example = (name: string) => readFile(new URL(`../../../examples/pictures/${name}`, import.meta.url));

const bar = (page: Page, digit: number) => page.locator(`.bars [data-digit="${digit}"]`);

/** The tests of Ask, of an app that runs already. */
export function describeAsk(running: () => App): void {
  describe('Ask', () => {
    let page: Page;
    let problems: string[];

    beforeAll(async () => {
      ({ page, problems } = await running().visit());
    });

    it('answers while somebody draws, and says how sure it is when the pen rests', async () => {
      await draw(page, DRAWN.four);
      expect(await verdict(page)).toMatch(/^(Sure|Unsure): 4, /);
      expect(await bar(page, 4).getAttribute('class')).toContain('winner');
      expect(problems).toEqual([]);
    });

    it('gives the very probabilities that Node gives to the same 28×28', async () => {
      const { model } = await loadBundled();
      const [{ digits }] = await entries(page);
      const [here] = await predictSoftmax(model, Uint8Array.from(digits[0].pixels));
      expect(digits[0].softmax).toEqual(here);
    });

    it('takes strokes back and begins anew', async () => {
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await bar(page, 4).textContent()).toContain('–');
      expect(await page.getByRole('button', { name: 'Clear' }).isDisabled()).toBe(true);
    });

    it('draws as wide as a pen is pressed', async () => {
      const inkAt = async (force: number) => {
        const pad = page.getByRole('application', { name: 'Drawing pad' });
        const box = await pad.boundingBox();
        if (!box) throw new Error('there is no pad');
        const pen = await page.context().newCDPSession(page);
        const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', share: number) =>
          pen.send('Input.dispatchMouseEvent', {
            ...{ type, force, pointerType: 'pen', button: 'left', buttons: 1, clickCount: 1 },
            ...{ x: box.x + box.width / 2, y: box.y + share * box.height },
          });
        await send('mousePressed', 0.2);
        for (const share of [0.4, 0.6, 0.8]) await send('mouseMoved', share);
        await send('mouseReleased', 0.8);
        await verdict(page);
        const ink = await pad.evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
          return data.filter((value: number, i: number) => i % 4 === 3 && value > 127).length;
        });
        await page.getByRole('button', { name: 'Clear' }).click();
        return ink;
      };
      const [light, hard] = [await inkAt(0.1), await inkAt(1)];
      // Widths at the two pressures are 0.68 and 1.4 of a pen, and its ends are round.
      expect(hard / light).toBeGreaterThan(1.9);
      expect(hard / light).toBeLessThan(2.6);
    });

    it('reads several digits, each in a box of its own', async () => {
      await draw(page, DRAWN.seventyOne);
      expect(await verdict(page)).toContain(': 71, ');
      expect(await page.getByText('neighbours weighed in').count()).toBe(1);
      await page.getByRole('button', { name: 'Digit 2: 1' }).press('Enter');
      expect(await bar(page, 1).getAttribute('class')).toContain('winner');
      await page.getByRole('button', { name: 'Clear' }).click();
    });

    it('reads a dropped picture as Node does', async () => {
      const bytes = await example('five-brush.png');
      const { model, statistics } = await loadBundled();
      const { reading } = await readPicture(model, await readPixels(bytes), { statistics });
      await drop(page, 'five-brush.png', bytes, 'image/png');
      await page.getByRole('img', { name: 'The picture five-brush.png' }).waitFor();
      expect(await verdict(page)).toContain(reading.sentence);
    });

    it('says that it reads one picture at a time, and is drawn on again at once', async () => {
      const base64 = (await example('five-brush.png')).toString('base64');
      await page.evaluate((base64) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        for (const name of ['a.png', 'b.png', 'c.png']) dataTransfer.items.add(new File([bytes], name));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      }, base64);
      await page.getByRole('img', { name: 'The picture a.png' }).waitFor();
      await page.getByText('One picture at a time: this is the first of 3.').waitFor();
      await page.getByRole('button', { name: 'Draw instead' }).press('Enter');
      const pad = page.getByRole('application', { name: 'Drawing pad' });
      expect(await pad.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    it('reads a photo, and differently with a step switched off', async () => {
      await drop(page, 'seven-photo.jpg', await example('seven-photo.jpg'), 'image/jpeg');
      await page.getByRole('img', { name: 'The picture seven-photo.jpg' }).waitFor();
      expect(await verdict(page)).toContain(': 7, ');
      const strokes = page.getByRole('switch', { name: 'Strokes' });
      await strokes.uncheck();
      await page.getByText('switched off: strokes kept as wide as they are').waitFor();
      await strokes.check();
      await page.getByText('thickened to 2.3 px').waitFor();
    });

    it('reads a picture that is chosen, and one that is pasted', async () => {
      const buffer = await example('six-transparent.png');
      await page.getByLabel('Choose a picture').setInputFiles({ name: 'six.png', mimeType: 'image/png', buffer });
      await page.getByRole('img', { name: 'The picture six.png' }).waitFor();
      expect(await verdict(page)).toContain(': 6, ');
      await page.evaluate(
        async (url) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([await (await fetch(url)).blob()], 'image.png', { type: 'image/png' }));
          document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
        },
        `data:image/jpeg;base64,${(await example('eight-chalk.jpg')).toString('base64')}`,
      );
      await page.getByRole('img', { name: 'The picture pasted picture' }).waitFor();
      expect(await verdict(page)).toContain(': 8, ');
    });

    it('photographs by the camera of a computer, and says so where it may not', async () => {
      const { page: own } = await running().visit({ permissions: ['camera'] });
      await own.getByRole('button', { name: 'Take a photo' }).click();
      await own.getByRole('button', { name: 'Take the photo' }).click();
      await own.getByRole('img', { name: 'The picture photo' }).waitFor();
      expect(await own.getByRole('dialog').count()).toBe(0);
      await own.evaluate(() => {
        const refused = new DOMException('Permission denied', 'NotAllowedError');
        navigator.mediaDevices.getUserMedia = () => Promise.reject(refused);
      });
      await own.getByRole('button', { name: 'Take a photo' }).click();
      await own.getByRole('alert').filter({ hasText: 'does not let the page use the camera' }).waitFor();
      await own.keyboard.press('Escape');
      await own.getByRole('dialog').waitFor({ state: 'detached' });
      await own.context().close();
    });

    it.each([
      ['notes.txt', 'hello', 'is no picture that this browser knows'],
      ['cut.png', '\x89PNG\r\n\x1a\n', 'is damaged'],
      ['IMG_1.heic', '\0\0\0\x18ftypheic\0\0\0\0', 'is a HEIC photo'],
      ['scan.tif', 'II*\0rest', 'is a TIFF'],
      ['nothing.png', '', 'is empty'],
      ['replay.json', '{"format":"inkling-replay","version":9}', 'is no replay file'],
    ])('says what is wrong with %s', async (name, content, words) => {
      await drop(page, name, Buffer.from(content, 'latin1'));
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    });

    it('takes an example', async () => {
      await page.getByRole('button', { name: 'A house: no digit at all' }).click();
      await page.getByRole('img', { name: 'The picture no-digit.jpg' }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });

    it('keeps what was asked, over a reload, and gives it away as CSV, PNG and replay', async () => {
      await verdict(page);
      const before = await entries(page);
      expect(before.map(({ text }) => text)).toEqual(expect.arrayContaining(['5', '7', '71']));
      const rows = (await exported(page, 'CSV')).toString().trim().split('\r\n');
      expect(rows).toHaveLength(1 + before.flatMap(({ digits }) => digits).length);
      expect(rows[0]).toMatch(/^when,name,model,text,confidence,verdict,digit,p0,.*,p9$/);
      const png = await exported(page, 'Figure');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.readUInt32BE(16)).toBe(2000);
      const all = await exported(page, 'PNG');
      expect([all.subarray(1, 4).toString(), all.readUInt32BE(16)]).toEqual(['PNG', 2000]);
      // A row of four digits is 172 px high.
      const rowCount = Math.ceil((rows.length - 1) / 4);
      expect(all.readUInt32BE(20)).toBeGreaterThan(2 * 172 * rowCount);

      await page.reload();
      await isReady(page);
      expect(await entries(page)).toEqual(before);
      const replay = await exported(page, 'Replay');
      await page.getByRole('button', { name: 'Forget all' }).click();
      await page.getByRole('button', { name: 'Bring it back' }).click();
      expect(await entries(page)).toEqual(before);
      await page.getByRole('button', { name: 'Forget all' }).click();
      await drop(page, 'inkling-replay.json', replay);
      await page.getByRole('button', { name: /71/ }).first().waitFor();
      expect((await entries(page)).map(({ text }) => text)).toEqual(expect.arrayContaining(['5', '7', '71']));
    });

    it('is shared by a link that draws again', async () => {
      const { page: one } = await running().visit({ reducedMotion: 'reduce' });
      await draw(one, DRAWN.seven);
      const said = await verdict(one);
      await one.getByRole('button', { name: 'Link' }).click();
      await one.waitForURL(/#drawing=/);
      const { page: other } = await running().visit({ reducedMotion: 'reduce', hash: new URL(one.url()).hash });
      expect(await verdict(other)).toMatch(/: 7, /);
      expect(said).toMatch(/: 7, /);
      const shared = other.url();
      await other.getByRole('button', { name: 'Clear' }).click();
      await other.waitForURL(/#ask$/);
      await other.goto(shared);
      expect(await verdict(other)).toMatch(/: 7, /);
      await other.getByRole('button', { name: 'A house: no digit at all' }).click();
      await other.waitForURL(/#ask$/);
      await one.context().close();
      await other.context().close();
    });

    it('is missed where a link was cut short', async () => {
      const { page: own } = await running().visit({ hash: '#drawing=AA' });
      await own.getByText('This link holds no drawing').waitFor();
      await draw(own, DRAWN.seven);
      expect(await verdict(own)).toMatch(/: 7, /);
      expect(await own.getByText('This link holds no drawing').count()).toBe(0);
      await own.context().close();
    });

    it('is drawn on by keyboard alone', async () => {
      const { page: own } = await running().visit();
      const pad = own.getByRole('application', { name: 'Drawing pad' });
      for (let i = 0; i < 12 && !(await pad.evaluate((element) => element === document.activeElement)); i++)
        await own.keyboard.press('Tab');
      await own.keyboard.press('Space');
      for (let i = 0; i < 14; i++) await own.keyboard.press('ArrowDown');
      await own.keyboard.press('Space');
      expect(await verdict(own)).toMatch(/: 1, /);
      await own.keyboard.press('Backspace');
      expect(await bar(own, 1).textContent()).toContain('–');
      await own.context().close();
    });

    it('leaves room to draw on a phone that is held across, beside the answer', async () => {
      const { page: own } = await running().visit({ viewport: { width: 740, height: 360 }, hasTouch: true });
      const pad = await own.getByRole('application', { name: 'Drawing pad' }).boundingBox();
      const answer = await own.getByRole('region', { name: 'Verdict' }).boundingBox();
      expect(pad?.width).toBeGreaterThan(200);
      expect(answer?.x).toBeGreaterThan((pad?.x ?? 0) + (pad?.width ?? 0));
      await own.context().close();
    });

    it('fits a phone of 360 px, and a finger draws without scrolling', async () => {
      const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
      const { page: own } = await running().visit(phone);
      const pad = await own.getByRole('application', { name: 'Drawing pad' }).boundingBox();
      if (!pad) throw new Error('there is no pad');
      const touch = await own.context().newCDPSession(own);
      const at = (share: number) => [{ x: pad.x + pad.width / 2, y: pad.y + pad.height * share }];
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.8) });
      for (let share = 0.75; share > 0.2; share -= 0.05)
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      expect(await verdict(own)).toMatch(/: 1, /);
      // What is drawn and all ten bars are seen at once, above the sections at the bottom.
      const last = await bar(own, 9).boundingBox();
      const sections = await own.getByRole('navigation').boundingBox();
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeGreaterThan(pad.y + pad.height);
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(sections?.y ?? 0);
      const { scrollY, scrollWidth } = await own.evaluate(() => ({
        scrollY: window.scrollY,
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect({ scrollY, scrollWidth }).toEqual({ scrollY: 0, scrollWidth: 360 });
      await own.context().close();
    });
  });
}
