import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InklingError, idxImages, type LabeledImages } from 'inkling';

/** The training images, or those that training never sees. */
export type MnistPart = 'train' | 'test';

/** How MNIST's files begin. A data set in one piece has neither `train` nor `t10k`. */
const prefixes: Readonly<Record<MnistPart, readonly string[]>> = { train: ['train-', ''], test: ['t10k-', ''] };

const unpack = promisify(gunzip);
/** `parseIdx` refuses what is larger; this keeps a hostile file from being unpacked so far. */
const maximumByteLength = 1024 ** 3 + 1024;

/**
 * Reads a pair of IDX files from a folder: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte` (or `t10k-…` for the
 * test set), plain or `.gz`. A folder with just `images-idx3-ubyte` and `labels-idx1-ubyte` is taken for either part.
 *
 * @throws InklingError `data/missing` where folder or files are missing, `data/invalid` where they do not hold digits.
 */
export async function loadMnistFolder(folder: string, part: MnistPart): Promise<LabeledImages> {
  const names = await listFolder(folder);
  for (const prefix of prefixes[part]) {
    const images = find(names, `${prefix}images`, 'idx3-ubyte');
    const labels = find(names, `${prefix}labels`, 'idx1-ubyte');
    if (images === undefined || labels === undefined) continue;
    const [imagesBytes, labelsBytes] = await Promise.all([read(join(folder, images)), read(join(folder, labels))]);
    return idxImages(imagesBytes, labelsBytes, nameOf(folder, prefix));
  }
  const wanted = `${prefixes[part][0]}images-idx3-ubyte and ${prefixes[part][0]}labels-idx1-ubyte`;
  const found =
    names.length === 0 ? 'It is empty' : `It holds ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;
  throw new InklingError(
    'data/missing',
    `The folder ${folder} does not hold MNIST's files ${wanted} (or the same with .gz). ${found}. Name the folder that does.`,
  );
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const problem =
      code === 'ENOTDIR' ? 'is a file, not a folder' : code === 'ENOENT' ? 'does not exist' : String(cause);
    const advice = "Name the folder with MNIST's files, or leave --data out for the 10,000 embedded digits.";
    throw new InklingError('data/missing', `The data folder ${folder} ${problem}. ${advice}`, { cause });
  }
}

/** MNIST's own name, or that of some downloads, with a dot before `idx`; either plain or gzipped. */
function find(names: readonly string[], start: string, end: string): string | undefined {
  const wanted = [`${start}-${end}`, `${start}.${end}`].flatMap((name) => [name, `${name}.gz`]);
  return wanted.find((name) => names.includes(name));
}

async function read(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    // Node's own zlib, since it is twice as fast as JavaScript and works on another thread.
    return path.endsWith('.gz') ? await unpack(bytes, { maxOutputLength: maximumByteLength }) : bytes;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InklingError('data/invalid', `${path} cannot be read or unpacked: ${problem}. Get the file again.`, {
      cause,
    });
  }
}

function nameOf(folder: string, prefix: string): string {
  return prefix === 'train-' ? `${folder} (train)` : prefix === 't10k-' ? `${folder} (test)` : folder;
}
