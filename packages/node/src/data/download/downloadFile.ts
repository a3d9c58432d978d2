import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InklingError } from 'inkling';
import { codeOf, notWritable } from '../../files/notWritable.js';
import { isWhole } from './isWhole.js';
import type { RemoteFile } from './mnistFiles.js';
import { TransferError, transfer } from './transfer.js';

/**
 * How far the download of a file has come; bytes.
 *
 * @example
 * const show = ({ file, received }: DownloadProgress) => console.log(`${file}: ${received} bytes`);
 */
export interface DownloadProgress {
  /** `train-images-idx3-ubyte.gz`. */
  readonly file: string;
  readonly received: number;
  /** Bytes of the whole file, where the server says. */
  readonly total: number | undefined;
}

export interface DownloadOptions {
  /** Folders on the web, tried in this order. */
  readonly mirrors: readonly string[];
  /** How long a mirror may say nothing; 30,000 by default. */
  readonly timeoutMs?: number;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** How often one mirror is asked to go on where it cut the connection. */
const attempts = 20;

/**
 * Fetches `NAME.gz` into a folder, from the first mirror that gives the right bytes. What has come lies in
 * `NAME.gz.part`, from where this or a later call goes on; only a file whose unpacked bytes have the right digest is renamed.
 *
 * @returns The mirror that gave it; nothing where all of it lay there already.
 * @throws InklingError `data/download-failed`, saying what each mirror did; `file/not-writable`.
 */
export async function downloadFile(
  folder: string,
  remote: RemoteFile,
  { mirrors, timeoutMs = 30_000, onProgress }: DownloadOptions,
): Promise<string | undefined> {
  const name = `${remote.name}.gz`;
  const part = join(folder, `${name}.part`);
  const target = join(folder, name);
  if (await isWhole(part, remote)) return moved(part, target, undefined);

  const failures: string[] = [];
  for (const mirror of mirrors) {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const received = await sizeOf(part);
      const problem = await fetchPart(urlOf(mirror, name), part, {
        // A packed file is never more than a little longer than the unpacked one (RFC 1951).
        maximumByteLength: Math.ceil(remote.byteLength * 1.01) + 1024,
        timeoutMs,
        onProgress: (bytes, total) => onProgress?.({ file: name, received: bytes, total }),
      });
      if (problem === undefined && (await isWhole(part, remote))) return moved(part, target, mirror);
      const more = (await sizeOf(part)) > received;
      failures.push(`${urlOf(mirror, name).host} ${problem ?? 'gives other bytes than MNIST’s'}`);
      if (problem === undefined) await rm(part, { force: true });
      // It came to an end behind bytes of another mirror, which may have packed the file differently: once more, all of it.
      const mixed = problem === undefined && received > 0;
      if (!mixed && !(problem !== undefined && more)) break;
    }
  }
  if ((await sizeOf(part)) === 0) await rm(part, { force: true });
  throw new InklingError(
    'data/download-failed',
    `${name} cannot be fetched: ${[...new Set(failures)].join('; ') || 'no mirror is named'}. Try again later (what has come is kept), or put MNIST's four files into ${folder} yourself.`,
  );
}

function urlOf(mirror: string, name: string): URL {
  const base = mirror.endsWith('/') ? mirror : `${mirror}/`;
  if (URL.canParse(name, base)) return new URL(name, base);
  throw new InklingError(
    'usage/invalid',
    `A mirror is an address such as https://example.org/mnist/. Received ${JSON.stringify(mirror)}.`,
  );
}

/** What went wrong with the mirror, in words; nothing where it gave all that it had. */
async function fetchPart(url: URL, part: string, options: Parameters<typeof transfer>[3]): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(part, constants.O_RDWR | constants.O_CREAT, 0o666);
    const { size } = await file.stat();
    const received = size <= options.maximumByteLength ? size : 0;
    if (received < size) await file.truncate(0);
    await transfer(url, file, received, options);
    await file.sync();
    return undefined;
  } catch (cause) {
    if (cause instanceof TransferError) return cause.message;
    throw notWritable(part, cause);
  } finally {
    await file?.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path).catch((cause: unknown) => {
    if (codeOf(cause) !== 'ENOENT') throw notWritable(path, cause);
  });
  const size = (await file?.stat())?.size ?? 0;
  await file?.close();
  return size;
}

async function moved<T>(part: string, target: string, result: T): Promise<T> {
  try {
    await rename(part, target);
    return result;
  } catch (cause) {
    throw notWritable(target, cause);
  }
}
