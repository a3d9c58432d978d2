import { InklingError } from '../../errors.js';

const decoder = new TextDecoder();
/** The address that HDF5 gives to what is nowhere in the file. */
const UNDEFINED_HALF = 0xffffffff;

/** An HDF5 file that contradicts itself, or of which a part is missing. */
export function damaged(problem: string): InklingError {
  return new InklingError(
    'model/not-hdf5',
    `Expected a whole HDF5 file (.h5), but this one is damaged or cut off: ${problem}. Save or download it again.`,
  );
}

/** A sound HDF5 file that uses what Keras's files never do. */
export function unsupported(feature: string): InklingError {
  return new InklingError(
    'model/unsupported',
    `The HDF5 file uses ${feature}, which Inkling does not read and Keras does not write. Save the model with Keras's model.save('model.h5').`,
  );
}

/**
 * The bytes of a file, every access checked. Numbers are little-endian, offsets and lengths in bytes.
 * A sound file's bytes are read once or twice each; one whose parts refer to each other in circles is given up when it
 * has made us read far more, so that no file can make reading endless or fill the memory.
 */
export class FileBytes {
  readonly length: number;
  private readonly view: DataView;
  private bytesLeftToRead: number;

  constructor(private readonly bytes: Uint8Array) {
    this.length = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytesLeftToRead = 16 * bytes.length + 65_536;
  }

  u8(at: number): number {
    this.check(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    this.check(at, 2);
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    this.check(at, 4);
    return this.view.getUint32(at, true);
  }

  /** A size or address; one too large to be exact is too large for any file, and fails where it is used. */
  u64(at: number): number {
    return this.u32(at) + this.u32(at + 4) * 2 ** 32;
  }

  /** An address, or nothing where the file says that there is none. */
  address(at: number): number | undefined {
    return this.u32(at) === UNDEFINED_HALF && this.u32(at + 4) === UNDEFINED_HALF ? undefined : this.u64(at);
  }

  /** `length` bytes from `at`, not copied. */
  slice(at: number, length: number): Uint8Array {
    this.check(at, length);
    return this.bytes.subarray(at, at + length);
  }

  /** UTF-8 text of at most `limit` bytes that ends at the first zero byte. */
  text(at: number, limit: number): string {
    const end = this.bytes.subarray(at, at + limit).indexOf(0);
    return decoder.decode(this.slice(at, end < 0 ? limit : end));
  }

  expectSignature(at: number, signature: string): void {
    for (let i = 0; i < signature.length; i++) {
      if (this.u8(at + i) !== signature.charCodeAt(i)) throw damaged(`no ${signature} at byte ${at}`);
    }
  }

  private check(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.length)) {
      throw damaged(`byte ${at + length} is wanted, but it ends at ${this.length}`);
    }
    this.bytesLeftToRead -= length;
    if (this.bytesLeftToRead < 0) throw damaged('its parts refer to each other in circles');
  }
}
