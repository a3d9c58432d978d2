import { open } from 'node:fs/promises';
import { type ErrorCode, InklingError } from 'inkling';

/** What is to be read, so that an error can speak of it. */
export interface InputKind {
  /** `picture`, `model`, `architecture`. */
  readonly what: string;
  readonly missing: ErrorCode;
  /** Thrown where the file is there but cannot be read, or is a folder. */
  readonly unreadable: ErrorCode;
  readonly tooLarge: ErrorCode;
  readonly maximumByteLength: number;
}

const mebibyte = 1024 ** 2;

/**
 * A picture in a file.
 *
 * @example
 * const picture = await readPixels(await readInput('photo.jpg', pictureFile));
 */
export const pictureFile: InputKind = {
  what: 'picture',
  missing: 'picture/missing',
  unreadable: 'picture/unreadable',
  tooLarge: 'picture/too-large',
  maximumByteLength: 256 * mebibyte,
};

/**
 * A model in a file.
 *
 * @example
 * const model = await loadKerasH5(await readInput('mnist_model.h5', modelFile));
 */
export const modelFile: InputKind = {
  what: 'model',
  missing: 'model/missing',
  unreadable: 'model/not-hdf5',
  tooLarge: 'model/unsupported',
  maximumByteLength: 1024 * mebibyte,
};

/**
 * An architecture in Keras's JSON.
 *
 * @example
 * // not run: there is no such file
 * const json = await readInput('architecture.json', architectureFile);
 */
export const architectureFile: InputKind = {
  what: 'architecture',
  missing: 'architecture/missing',
  unreadable: 'architecture/invalid',
  tooLarge: 'architecture/invalid',
  maximumByteLength: 8 * mebibyte,
};

/**
 * A training that goes on.
 *
 * @example
 * // not run: there is no such file
 * const state = await readInput('mnist_model.h5.resume', resumeFile);
 */
export const resumeFile: InputKind = {
  what: 'stopped training',
  missing: 'resume/missing',
  unreadable: 'resume/invalid',
  tooLarge: 'resume/invalid',
  maximumByteLength: 4096 * mebibyte,
};

/**
 * Reads a file, or standard input for `-`.
 *
 * @throws InklingError with one of the kind's codes. Reading stops at the size limit, so a pipe without end does no harm.
 * @example
 * const picture = await readPixels(await readInput('photo.jpg', pictureFile));
 */
export async function readInput(path: string, kind: InputKind): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (path === '-') return await collect(process.stdin, 'standard input', kind);
    const file = await open(path);
    try {
      const about = await file.stat();
      if (about.isDirectory()) {
        throw new InklingError(
          kind.unreadable,
          `${path} is a folder where a file (${kind.what}) was expected. Name the file in it.`,
        );
      }
      if (about.size > kind.maximumByteLength) throw tooLarge(path, kind);
      // Pipes and devices tell no size.
      if (!about.isFile()) return await collect(file.createReadStream({ autoClose: false }), path, kind);
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw cause instanceof InklingError ? cause : notReadable(path, kind, cause);
  }
}

async function collect(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
  kind: InputKind,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > kind.maximumByteLength) throw tooLarge(name, kind);
    chunks.push(Buffer.from(chunk));
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(name: string, { what, tooLarge: code, maximumByteLength }: InputKind): InklingError {
  const limit = `${maximumByteLength / mebibyte} MiB`;
  return new InklingError(
    code,
    `${name} is larger than ${limit}, the most that is read of one (${what}). Give a smaller one.`,
  );
}

function notReadable(path: string, { what, missing, unreadable }: InputKind, cause: unknown): InklingError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new InklingError(missing, `There is no ${what} at ${path}. Check the name.`, { cause });
  }
  const reason = code === 'EACCES' || code === 'EPERM' ? 'you may not read it' : String(cause);
  return new InklingError(unreadable, `The ${what} ${path} cannot be read: ${reason}. Check the file.`, { cause });
}
