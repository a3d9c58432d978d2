import { stat } from 'node:fs/promises';
import { listPictures, pictureFile, readInput, readPixels } from '@inkling/node';
import { InklingError, type Pixels } from 'inkling';

/** A picture that was asked for. */
export interface NamedPicture {
  /** As given; for a picture of a folder the joined path. */
  readonly name: string;
  /** @throws InklingError `picture/…` */
  readonly decode: () => Promise<Pixels>;
}

/**
 * What the arguments of `predict` stand for, in their order: files, the pictures directly in folders, `-` for standard input.
 * A folder that cannot be listed counts as a picture that cannot be decoded.
 *
 * @throws InklingError `usage/invalid` if standard input is named twice
 */
export async function picturesOf(places: readonly string[]): Promise<NamedPicture[]> {
  if (places.filter((place) => place === '-').length > 1) {
    throw new InklingError('usage/invalid', 'Standard input (-) holds one picture and can be named once only.');
  }
  return (await Promise.all(places.map(picturesAt))).flat();
}

async function picturesAt(place: string): Promise<NamedPicture[]> {
  const isFolder = place !== '-' && (await stat(place).catch(() => undefined))?.isDirectory();
  if (!isFolder) return [picture(place)];
  try {
    return (await listPictures(place)).map(picture);
  } catch (cause) {
    return [{ name: place, decode: () => Promise.reject(cause) }];
  }
}

function picture(name: string): NamedPicture {
  return { name, decode: async () => readPixels(await readInput(name, pictureFile)) };
}
