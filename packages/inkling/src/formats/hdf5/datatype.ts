import { damaged, type FileBytes, unsupported } from './fileBytes.js';

/** What one element of a dataset or attribute is. */
export type Datatype =
  | {
      readonly kind: 'float' | 'integer';
      readonly size: number;
      readonly littleEndian: boolean;
      readonly signed: boolean;
    }
  /** Text of `size` bytes, filled up with zeros or blanks. */
  | { readonly kind: 'text'; readonly size: number }
  /** Text of any length, kept in a global heap; the element is a reference to it. */
  | { readonly kind: 'heapText'; readonly size: 16 };

const CLASS_INTEGER = 0;
const CLASS_FLOAT = 1;
const CLASS_TEXT = 3;
const CLASS_VARIABLE_LENGTH = 9;

/** Bits of exponent and mantissa in IEEE 754 numbers, by their size in bytes. */
const IEEE_LAYOUT: Readonly<Record<number, readonly [number, number]>> = { 4: [8, 23], 8: [11, 52] };

/** The datatype message at `at` (HDF5 file format, section IV.A.2.d). */
export function readDatatype(file: FileBytes, at: number): Datatype {
  const datatypeClass = file.u8(at) & 0x0f;
  const bits = file.u8(at + 1);
  const size = file.u32(at + 4);
  if (datatypeClass === CLASS_TEXT) {
    if (size === 0) throw damaged('text of no length');
    return { kind: 'text', size };
  }
  if (datatypeClass === CLASS_VARIABLE_LENGTH) {
    if ((bits & 0x0f) !== 1 || size !== 16) throw unsupported('sequences of variable length');
    return { kind: 'heapText', size };
  }
  const littleEndian = (bits & 1) === 0;
  if (datatypeClass === CLASS_INTEGER && [1, 2, 4, 8].includes(size)) {
    return { kind: 'integer', size, littleEndian, signed: (bits & 8) !== 0 };
  }
  if (datatypeClass === CLASS_FLOAT && size in IEEE_LAYOUT) {
    const [exponent, mantissa] = IEEE_LAYOUT[size];
    const isIeee = file.u8(at + 13) === exponent && file.u8(at + 15) === mantissa && (bits & 0x40) === 0;
    if (isIeee) return { kind: 'float', size, littleEndian, signed: true };
  }
  throw unsupported(`numbers of class ${datatypeClass} with ${size} bytes`);
}

/** The elements of `bytes`, which hold whole elements of that number type. */
export function decodeNumbers(bytes: Uint8Array, type: Datatype & { kind: 'float' | 'integer' }): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / type.size }, (_, i) => decodeNumber(view, i * type.size, type));
}

function decodeNumber(view: DataView, at: number, type: Datatype & { kind: 'float' | 'integer' }): number {
  const { kind, size, littleEndian, signed } = type;
  if (kind === 'float') return size === 4 ? view.getFloat32(at, littleEndian) : view.getFloat64(at, littleEndian);
  if (size === 8) return Number(signed ? view.getBigInt64(at, littleEndian) : view.getBigUint64(at, littleEndian));
  if (size === 4) return signed ? view.getInt32(at, littleEndian) : view.getUint32(at, littleEndian);
  if (size === 2) return signed ? view.getInt16(at, littleEndian) : view.getUint16(at, littleEndian);
  return signed ? view.getInt8(at) : view.getUint8(at);
}
