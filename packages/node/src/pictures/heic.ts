import type { Pixels } from 'inkling';
import { checkSize, damaged } from './pictureError.js';

/**
 * Decodes the first picture of a HEIC file, as iPhones take them. The decoder (libheif as WebAssembly) is loaded only
 * when the first such file comes.
 *
 * @throws InklingError `picture/unreadable`, `picture/zero-size`, `picture/too-large`
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  const { default: decoder } = await import('heic-decode');
  const images = await reasonInError(bytes, () => decoder.all({ buffer: bytes }));
  try {
    const [first] = images;
    checkSize(first.width, first.height);
    return await reasonInError(bytes, () => first.decode());
  } finally {
    images.dispose();
  }
}

/**
 * libheif tells why it fails by console.log only. stdout belongs to the answer, so what it prints while it works is
 * caught and becomes the cause of the error.
 */
async function reasonInError<T>(bytes: Uint8Array, work: () => Promise<T>): Promise<T> {
  const { log } = console;
  const reasons: string[] = [];
  console.log = (...values: unknown[]) => reasons.push(values.filter((value) => typeof value === 'string').join(': '));
  try {
    return await work();
  } catch (cause) {
    throw damaged('a HEIC picture', bytes.length, {
      cause: reasons.length > 0 ? new Error(reasons.join('; '), { cause }) : cause,
    });
  } finally {
    console.log = log;
  }
}
