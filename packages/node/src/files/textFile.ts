import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notWritable } from './notWritable.js';

/**
 * Takes text into a file, for `CSVLogger` and `JSONLogger`: each text is at the end of the file before the next is taken.
 * The first one replaces what was in the file before, unless `append`. Missing folders are made.
 *
 * @example
 * new CSVLogger(textFile('history.csv'))
 */
export function textFile(path: string, { append = false }: { append?: boolean } = {}): (text: string) => Promise<void> {
  let goesOn = append;
  /** @throws InklingError `file/not-writable` */
  return async (text) => {
    try {
      await mkdir(dirname(path), { recursive: true });
      await (goesOn ? appendFile(path, text) : writeFile(path, text));
      goesOn = true;
    } catch (cause) {
      throw notWritable(path, cause);
    }
  };
}
