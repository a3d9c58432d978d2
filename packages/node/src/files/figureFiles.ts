import { readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { type FigureFormat, isMarkedFigure, markFigure } from './figureMark.js';
import { writeFileAtomic } from './writeFileAtomic.js';

/**
 * Writes the figures of one run into a folder. Two pictures of one name get two figures (`4-inkling.png`, `4-inkling-2.png`),
 * a figure of an earlier run is replaced, and a file that we did not write is never touched.
 *
 * @example
 * const figures = new FigureFiles('figures');
 * await figures.writeBeside('photo.jpg', svgToPng(confusionFigure([[9, 1], [2, 8]], environment)), 'png');
 */
export class FigureFiles {
  private readonly written = new Set<string>();

  constructor(readonly folder: string) {}

  /**
   * @param picture The picture's path; `-` is called `stdin`.
   * @param about What the figure is, at the end of its name.
   * @returns The path of the figure `NAME-inkling.png`.
   * @throws InklingError `file/not-writable`
   */
  writeBeside(picture: string, figure: Uint8Array, format: FigureFormat, about = 'inkling'): Promise<string> {
    const name = picture === '-' ? 'stdin' : basename(picture, extname(picture));
    return this.write(`${name}-${about}`, figure, format);
  }

  /**
   * @param name Without extension.
   * @returns The path that was free.
   * @throws InklingError `file/not-writable`
   */
  async write(name: string, figure: Uint8Array, format: FigureFormat): Promise<string> {
    for (let i = 1; ; i++) {
      const path = join(this.folder, `${name}${i === 1 ? '' : `-${i}`}.${format}`);
      const place = resolve(path);
      if (this.written.has(place)) continue;
      // Taken before the first wait, so that two writes at a time do not choose the same.
      this.written.add(place);
      if (await isForeign(path)) continue;
      await writeFileAtomic(path, markFigure(figure, format));
      return path;
    }
  }
}

/** Whether something is there that is no figure of ours. A folder is: it cannot be overwritten in any case. */
async function isForeign(path: string): Promise<boolean> {
  try {
    return !isMarkedFigure(await readFile(path));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
