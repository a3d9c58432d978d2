import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InklingError } from 'inkling';

const unpack = promisify(gunzip);
/** `parseIdx` refuses what is larger; this keeps a hostile file from being unpacked so far. */
const maximumByteLength = 1024 ** 3 + 1024;

/** MNIST's own name, or that of some downloads, with a dot before `idx`; either plain or gzipped. */
export function findIdx(names: readonly string[], start: string, end: string): string | undefined {
  const wanted = [`${start}-${end}`, `${start}.${end}`].flatMap((name) => [name, `${name}.gz`]);
  return wanted.find((name) => names.includes(name));
}

/**
 * The bytes of an IDX file, unpacked.
 *
 * @throws InklingError `data/invalid` where it cannot be read or unpacked
 */
export async function readIdxFile(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    // Node's own zlib, since it is twice as fast as JavaScript and works on another thread.
    return path.endsWith('.gz')
      ? await unpack(bytes, { chunkSize: chunkOf(bytes), maxOutputLength: maximumByteLength })
      : bytes;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InklingError('data/invalid', `${path} cannot be read or unpacked: ${problem}. Get the file again.`, {
      cause,
    });
  }
}

/**
 * As much as a gzip file says that it unpacks to (RFC 1952: its last four bytes), so that MNIST's images come in one piece and not in
 * thousands that are then joined: a third of the time. A file that lies gets what it asks for, within bounds.
 */
function chunkOf(bytes: Buffer): number {
  const promised = bytes.length >= 4 ? bytes.readUInt32LE(bytes.length - 4) : 0;
  return Math.min(Math.max(promised + 64, 2 ** 16), 2 ** 26);
}
