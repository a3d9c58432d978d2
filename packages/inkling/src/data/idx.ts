import { gunzipSync } from 'fflate';
import { InklingError } from '../errors.js';

/**
 * An array as IDX files keep it: unsigned bytes, row-major.
 *
 * @example
 * const array: IdxArray = parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9));
 */
export interface IdxArray {
  /** `[60000, 28, 28]` for images, `[60000]` for labels. */
  readonly dimensions: readonly number[];
  /** As many bytes as the product of the dimensions; a view of the file's bytes where the file is not packed. */
  readonly values: Uint8Array;
}

/** The most that one IDX file may unpack to, in bytes: twenty times MNIST. */
const maximumByteLength = 1024 ** 3;
/** No deflate stream expands further than this (RFC 1951: 258 bytes from two bits). */
const maximumDeflateRatio = 1032;

/**
 * Reads an IDX file, plain or gzipped: two zero bytes, the type (8 = unsigned byte), the number of dimensions,
 * then each dimension as a big-endian 32-bit number, then the values.
 *
 * @param what How to call the file in an error: its name or path.
 * @throws `data/invalid` if this is no IDX file of unsigned bytes, is cut off, has bytes left over, or claims an absurd size.
 *   Sizes are checked before anything is allocated.
 * @see http://yann.lecun.com/exdb/mnist (archived), "File formats for the MNIST database"
 * @example
 * const { dimensions, values } = parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9));
 * dimensions; // [2]
 * values; // [7, 9]
 */
export function parseIdx(bytes: Uint8Array, what = 'the IDX file'): IdxArray {
  const plain = isGzip(bytes) ? gunzip(bytes, what) : bytes;
  if (plain.length < 4) {
    throw invalid(what, `an IDX file starts with 4 bytes that tell its type, this one has ${plain.length} in all`);
  }
  if (plain[0] !== 0 || plain[1] !== 0 || plain[2] !== 8) {
    const found = Array.from(plain.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw invalid(what, `an IDX file of bytes starts with 00 00 08, this one with ${found}`);
  }
  const rank = plain[3];
  const headerLength = 4 + 4 * rank;
  if (rank === 0 || plain.length < headerLength) {
    throw invalid(what, `its header promises ${rank} dimensions and ends after ${plain.length} bytes`);
  }
  const view = new DataView(plain.buffer, plain.byteOffset, headerLength);
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (size > maximumByteLength) {
    throw invalid(
      what,
      `its header promises ${dimensions.join(' × ')} bytes, more than the 1 GiB that is read at most`,
    );
  }
  if (plain.length !== headerLength + size) {
    const wanted = `${dimensions.join(' × ')} values (${headerLength + size} bytes with the header)`;
    throw invalid(what, `its header promises ${wanted}, it holds ${plain.length} bytes`);
  }
  return { dimensions, values: plain.subarray(headerLength) };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks into exactly the size that the trailer states, so that a hostile file cannot make us allocate more than that. */
function gunzip(bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length < 18) throw invalid(what, `a gzip file has at least 18 bytes, this one has ${bytes.length}`);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4);
  const size = trailer.getUint32(0, true);
  if (size > maximumByteLength || size > bytes.length * maximumDeflateRatio) {
    throw invalid(
      what,
      `its gzip trailer promises ${size} bytes, which ${bytes.length} packed bytes cannot or may not hold`,
    );
  }
  let unpacked: Uint8Array;
  try {
    // One byte of room beyond the stated size: if it gets filled, the trailer lied.
    unpacked = gunzipSync(bytes, { out: new Uint8Array(size + 1) });
  } catch (cause) {
    throw invalid(what, 'its gzip stream is damaged or cut off', cause);
  }
  if (unpacked.length !== size) {
    throw invalid(what, `its gzip stream does not hold the ${size} bytes that its trailer promises`);
  }
  return unpacked;
}

function invalid(what: string, problem: string, cause?: unknown): InklingError {
  const message = `${what} cannot be used: ${problem}. Get the file again (MNIST's four files are known by their SHA-256), or name another.`;
  return new InklingError('data/invalid', message, { cause });
}
