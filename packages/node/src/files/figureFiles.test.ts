import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FigureFiles } from './figureFiles.js';
import { isMarkedFigure, markFigure } from './figureMark.js';
import { listPictures } from './listPictures.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

const blank = { width: 2, height: 2, channels: 3, background: 'white' } as const;
const png = await sharp({ create: blank }).png().toBuffer();
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>');

describe('markFigure', () => {
  it('marks figures so that they are known again and still open', async () => {
    for (const [figure, format] of [
      [png, 'png'],
      [svg, 'svg'],
    ] as const) {
      expect(isMarkedFigure(figure)).toBe(false);
      const marked = markFigure(figure, format);
      expect(isMarkedFigure(marked)).toBe(true);
      expect((await sharp(marked).metadata()).format).toBe(format);
    }
  });
});

describe('FigureFiles', () => {
  it('names figures after pictures, and numbers those of one name', async () => {
    const figures = new FigureFiles(folder);
    const paths = await Promise.all(
      ['a/4.png', 'b/4.jpg', 'c/4.webp', '-', 'no extension'].map((picture) =>
        figures.writeBeside(picture, png, 'png'),
      ),
    );
    const names = [
      '4-inkling.png',
      '4-inkling-2.png',
      '4-inkling-3.png',
      'stdin-inkling.png',
      'no extension-inkling.png',
    ];
    expect(paths).toEqual(names.map((name) => join(folder, name)));
    expect(await readdir(folder)).toEqual(names.sort());
  });

  it('replaces a figure of an earlier run, but no file of anybody else', async () => {
    await writeFile(join(folder, '4-inkling.png'), png);
    const first = await new FigureFiles(folder).writeBeside('4.png', png, 'png');
    expect(first).toBe(join(folder, '4-inkling-2.png'));
    const second = await new FigureFiles(folder).writeBeside('4.png', Buffer.concat([png]), 'png');
    expect(second).toBe(first);
    expect(await readFile(join(folder, '4-inkling.png'))).toEqual(png);
  });
});

describe('listPictures', () => {
  it('lists pictures by name, without figures, other files and folders', async () => {
    for (const name of ['b.PNG', 'a.jpeg', 'c.txt', '.hidden.png', 'a-inkling.png', 'a-inkling-2.png', 'inkling.png']) {
      await writeFile(join(folder, name), '');
    }
    expect(await listPictures(folder)).toEqual(['a.jpeg', 'b.PNG', 'inkling.png'].map((name) => join(folder, name)));
  });

  it('says when there is none', async () => {
    await expect(listPictures(folder)).rejects.toThrow('holds no picture');
    await expect(listPictures(join(folder, 'none'))).rejects.toMatchObject({ code: 'picture/missing' });
  });
});
