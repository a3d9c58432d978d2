import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { RemoteFile } from './mnistFiles.js';

/**
 * Whether a file on disk, plain or gzipped, is the one that the digest names; false too where it is missing or damaged.
 * Never unpacks more than the file's true length.
 */
export async function isWhole(path: string, { sha256, byteLength }: RemoteFile): Promise<boolean> {
  const hash = createHash('sha256');
  let unpacked = 0;
  const digest = new Writable({
    write(chunk: Buffer, _, done) {
      unpacked += chunk.length;
      hash.update(chunk);
      done(unpacked > byteLength ? new Error('longer than it should be') : null);
    },
  });
  try {
    const packed = await isGzip(path);
    const source = createReadStream(path);
    await (packed ? pipeline(source, createGunzip(), digest) : pipeline(source, digest));
  } catch {
    return false;
  }
  return hash.digest('hex') === sha256;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(new Uint8Array(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
