import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { InklingError } from 'inkling';
import { checkWritable } from '../../files/writeFileAtomic.js';
import { type DownloadOptions, downloadFile } from './downloadFile.js';
import { isWhole } from './isWhole.js';
import { mnistFiles, mnistMirrors, type RemoteFile } from './mnistFiles.js';

/**
 * From where, and who is told of it.
 *
 * @example
 * const options: DownloadMnistOptions = { onProgress: ({ file }) => console.log(file) };
 */
export interface DownloadMnistOptions extends Partial<DownloadOptions> {
  /** Other files than MNIST's four. */
  readonly files?: readonly RemoteFile[];
}

/**
 * A file that lies there now.
 *
 * @example
 * const places = (files: readonly DownloadedFile[]) => files.map(({ path }) => path);
 */
export interface DownloadedFile {
  readonly path: string;
  /** The mirror that gave it; nothing where it was there already. */
  readonly mirror: string | undefined;
}

/**
 * Brings MNIST's four files, gzipped, into a folder, which is made where it is missing. Each file is known by the SHA-256
 * of what it unpacks to. Files that are there and right are left alone; a broken transfer goes on where it stopped.
 *
 * @throws InklingError `data/download-failed`, `file/not-writable`, or `file/in-the-way` where another file has the name
 *   of one of them (other data sets use MNIST's names).
 * @example
 * // not run: it needs the network
 * const files = await downloadMnist('mnist');
 * const images = await loadMnistFolder('mnist', 'train');
 */
export async function downloadMnist(
  folder: string,
  { files = mnistFiles, mirrors = mnistMirrors, ...options }: DownloadMnistOptions = {},
): Promise<DownloadedFile[]> {
  const there = await Promise.all(files.map((file) => findWhole(folder, file)));
  if (there.includes(undefined)) await checkWritable(join(folder, 'mnist'));
  const downloaded: DownloadedFile[] = [];
  for (const [i, file] of files.entries()) {
    const path = there[i];
    const mirror = path === undefined ? await downloadFile(folder, file, { mirrors, ...options }) : undefined;
    downloaded.push({ path: path ?? join(folder, `${file.name}.gz`), mirror });
  }
  return downloaded;
}

/** The path of the file if it is there, plain or gzipped. */
async function findWhole(folder: string, file: RemoteFile): Promise<string | undefined> {
  for (const path of [join(folder, `${file.name}.gz`), join(folder, file.name)]) {
    if (!(await exists(path))) continue;
    if (await isWhole(path, file)) return path;
    throw new InklingError(
      'file/in-the-way',
      `${path} is not MNIST's file of that name: its bytes are others (SHA-256). It may be cut off, or of another data set. Move it away, or choose another folder with --out.`,
    );
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
