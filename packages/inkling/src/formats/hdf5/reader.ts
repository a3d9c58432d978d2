import { InklingError } from '../../errors.js';
import { type AttributeValue, readAttributes } from './attributes.js';
import { readDataspace } from './dataspace.js';
import { type Datatype, decodeNumbers, readDatatype } from './datatype.js';
import { damaged, FileBytes, unsupported } from './fileBytes.js';
import { GlobalHeaps } from './globalHeaps.js';
import { readLinks } from './groupLinks.js';
import { MESSAGE, type Message, readObjectHeader } from './objectHeader.js';

const SIGNATURE = '\x89HDF\r\n\x1a\n';

/**
 * The root of an HDF5 file. Reads what h5py writes by default and what Keras needs of it: groups, attributes of
 * numbers and texts, datasets of numbers in one piece. Each part is read when asked for.
 * @throws InklingError `model/not-hdf5` for anything else than a whole HDF5 file, `model/unsupported` for its rarer features.
 */
export function openHdf5(bytes: Uint8Array): Hdf5Group {
  const isHdf5 = bytes.length > SIGNATURE.length && [...SIGNATURE].every((c, i) => bytes[i] === c.charCodeAt(0));
  if (!isHdf5)
    throw new InklingError(
      'model/not-hdf5',
      `Expected a Keras model as an HDF5 file (.h5), ${nature(bytes)}. ${ADVICE}`,
    );
  const file = new FileBytes(bytes);
  return new Hdf5Group({ file, heaps: new GlobalHeaps(file) }, '/', readObjectHeader(file, rootAddress(file)));
}

const ADVICE = "Save one with inkling train, or with Keras's model.save('model.h5').";

function nature(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'but the file is empty';
  const start = [...bytes.subarray(0, 64)];
  const isText = start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
  const isZip = start[0] === 0x50 && start[1] === 0x4b;
  if (isZip) return 'but this is a zip archive, as a .keras file is';
  return isText ? 'but this is a text' : 'but this is some other kind of file';
}

/** The superblock, the first thing in a file, says how long the file is and where the root group is. */
function rootAddress(file: FileBytes): number {
  const version = file.u8(8);
  if (version > 3) throw unsupported(`a superblock of version ${version}`);
  const at =
    version < 2
      ? { offsetSize: 13, lengthSize: 14, endOfFile: 40, root: version === 0 ? 64 : 68 }
      : { offsetSize: 9, lengthSize: 10, endOfFile: 28, root: 36 };
  if (file.u8(at.offsetSize) !== 8 || file.u8(at.lengthSize) !== 8)
    throw unsupported('addresses of other than 8 bytes');
  const length = file.u64(at.endOfFile);
  if (length > file.length) throw damaged(`it should have ${length} bytes and has ${file.length}`);
  return file.u64(at.root);
}

interface Hdf5File {
  readonly file: FileBytes;
  readonly heaps: GlobalHeaps;
}

/** A folder in the file. */
export class Hdf5Group {
  private readonly links: Map<string, number>;
  private readonly attributes: Map<string, () => AttributeValue>;
  private readonly children = new Map<string, Hdf5Group | Hdf5Dataset>();

  constructor(
    private readonly source: Hdf5File,
    readonly path: string,
    messages: readonly Message[],
  ) {
    this.links = readLinks(source.file, messages);
    this.attributes = readAttributes(source.file, source.heaps, messages);
  }

  /** The group or dataset at a path from here (`conv2d/kernel`), if there is one. */
  get(path: string): Hdf5Group | Hdf5Dataset | undefined {
    const [name, ...rest] = path.split('/').filter(Boolean);
    if (name === undefined) return this;
    const child = this.child(name);
    if (rest.length === 0) return child;
    return child instanceof Hdf5Group ? child.get(rest.join('/')) : undefined;
  }

  group(path: string): Hdf5Group | undefined {
    const found = this.get(path);
    return found instanceof Hdf5Group ? found : undefined;
  }

  dataset(path: string): Hdf5Dataset | undefined {
    const found = this.get(path);
    return found instanceof Hdf5Dataset ? found : undefined;
  }

  attribute(name: string): AttributeValue | undefined {
    return this.attributes.get(name)?.();
  }

  private child(name: string): Hdf5Group | Hdf5Dataset | undefined {
    const known = this.children.get(name);
    const address = this.links.get(name);
    if (known || address === undefined) return known;
    const messages = readObjectHeader(this.source.file, address);
    const path = `${this.path === '/' ? '' : this.path}/${name}`;
    const isDataset = messages.some(({ type }) => type === MESSAGE.layout);
    const child = isDataset
      ? new Hdf5Dataset(this.source.file, path, messages)
      : new Hdf5Group(this.source, path, messages);
    this.children.set(name, child);
    return child;
  }
}

const LAYOUT_COMPACT = 0;
const LAYOUT_CONTIGUOUS = 1;

/** An array of numbers in the file. */
export class Hdf5Dataset {
  /** `[]` for a single number. */
  readonly shape: readonly number[];
  /** Number of elements. */
  readonly length: number;
  private readonly type: Datatype & { readonly kind: 'float' | 'integer' };

  constructor(
    private readonly file: FileBytes,
    readonly path: string,
    private readonly messages: readonly Message[],
  ) {
    const type = readDatatype(file, this.message(MESSAGE.datatype).at);
    if (type.kind !== 'float' && type.kind !== 'integer') throw unsupported(`texts in the dataset ${path}`);
    this.type = type;
    this.shape = readDataspace(file, this.message(MESSAGE.dataspace).at) ?? [0];
    this.length = this.shape.reduce((product, size) => product * size, 1);
    if (!(this.length * type.size <= file.length)) throw damaged(`${path} is larger than the file`);
  }

  /** All elements, row-major, rounded to float32 where they are of another kind; a view of the file where it can be. */
  readFloat32(): Float32Array {
    const bytes = this.bytes();
    const { kind, size, littleEndian } = this.type;
    if (kind !== 'float' || size !== 4 || !littleEndian) return Float32Array.from(decodeNumbers(bytes, this.type));
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
  }

  /** All elements as they are in the file, where they are bytes. */
  readBytes(): Uint8Array {
    if (this.type.size !== 1) throw damaged(`${this.path} holds other things than bytes`);
    return this.bytes();
  }

  /** The first element, as it is. */
  readNumber(): number {
    const [first] = decodeNumbers(this.bytes().subarray(0, this.type.size), this.type);
    if (first === undefined) throw damaged(`${this.path} is empty`);
    return first;
  }

  private bytes(): Uint8Array {
    const size = this.length * this.type.size;
    const { at } = this.message(MESSAGE.layout);
    const version = this.file.u8(at);
    const layout = this.file.u8(at + 1);
    if (version < 3 || version > 4) throw unsupported(`datasets of layout version ${version}`);
    if (layout !== LAYOUT_COMPACT && layout !== LAYOUT_CONTIGUOUS)
      throw unsupported(`chunked or compressed datasets (${this.path})`);
    if (size === 0) return new Uint8Array();
    if (layout === LAYOUT_COMPACT) {
      if (this.file.u16(at + 2) < size) throw damaged(`${this.path} is shorter than its shape`);
      return this.file.slice(at + 4, size);
    }
    const address = this.file.address(at + 2);
    if (address === undefined) throw damaged(`${this.path} was never written`);
    return this.file.slice(address, size);
  }

  private message(type: number): Message {
    const message = this.messages.find((candidate) => candidate.type === type);
    if (!message) throw damaged(`${this.path} lacks a part of its description`);
    return message;
  }
}
