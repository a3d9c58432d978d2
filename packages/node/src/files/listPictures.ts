import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InklingError } from 'inkling';

/** What pictures are called, in lower case. */
const pictureExtensions = new Set(
  '.png .apng .jpg .jpeg .jfif .webp .gif .tif .tiff .bmp .dib .heic .heif .avif'.split(' '),
);

/** Our own figures: `4-inkling.png`, `4-inkling-2.png`. */
const figureName = /-inkling(-\d+)?\.[^.]+$/;

/**
 * The pictures directly in a folder, as joined paths, sorted by name; our own figures and hidden files excepted.
 *
 * @throws InklingError `picture/missing` if the folder cannot be listed or holds no picture.
 * @example
 * const paths = await listPictures('pictures');
 */
export async function listPictures(folder: string): Promise<string[]> {
  const pictures = await picturesIn(folder);
  if (pictures.length > 0) return pictures;
  const kinds = 'PNG, JPEG, WebP, GIF, TIFF, BMP or HEIC';
  throw new InklingError(
    'picture/missing',
    `The folder ${folder} holds no picture (${kinds}) directly in it. Name one that does.`,
  );
}

/** The same; none where the folder holds none. */
export async function picturesIn(folder: string): Promise<string[]> {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new InklingError(
      'picture/missing',
      `The folder ${folder} cannot be listed: ${String(cause)}. Check its name and whether you may read it.`,
      { cause },
    );
  }
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && !figureName.test(name))
    .filter((name) => pictureExtensions.has(extname(name).toLowerCase()))
    .sort()
    .map((name) => join(folder, name));
}
