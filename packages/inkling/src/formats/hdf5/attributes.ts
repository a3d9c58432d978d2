import { readDataspace } from './dataspace.js';
import { decodeNumbers, readDatatype } from './datatype.js';
import { damaged, type FileBytes, unsupported } from './fileBytes.js';
import type { GlobalHeaps } from './globalHeaps.js';
import { MESSAGE, type Message } from './objectHeader.js';

/** A named value of a group or dataset. */
export interface AttributeValue {
  /** `[]` for a single value. */
  readonly shape: readonly number[];
  readonly values: readonly string[] | readonly number[];
}

/** The attributes of an object, each read when asked for. */
export function readAttributes(
  file: FileBytes,
  heaps: GlobalHeaps,
  messages: readonly Message[],
): Map<string, () => AttributeValue> {
  const attributes = new Map<string, () => AttributeValue>();
  for (const { type, at, size } of messages) {
    if (type === MESSAGE.attribute) {
      const message = readAttributeMessage(file, at, size);
      attributes.set(message.name, () => readValue(file, heaps, message));
    }
    if (type === MESSAGE.attributeInfo && hasDenseAttributes(file, at)) {
      throw unsupported("attributes kept in the 'latest' format");
    }
  }
  return attributes;
}

interface AttributeMessage {
  readonly name: string;
  readonly datatypeAt: number;
  readonly dataspaceAt: number;
  readonly dataAt: number;
  readonly end: number;
}

function readAttributeMessage(file: FileBytes, at: number, size: number): AttributeMessage {
  const version = file.u8(at);
  if (version < 1 || version > 3) throw damaged('an attribute of unknown form');
  if (version > 1 && file.u8(at + 1) !== 0) throw unsupported('shared datatypes');
  const padded = (length: number) => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const nameLength = file.u16(at + 2);
  const nameAt = at + (version === 3 ? 9 : 8);
  const datatypeAt = nameAt + padded(nameLength);
  const dataspaceAt = datatypeAt + padded(file.u16(at + 4));
  const dataAt = dataspaceAt + padded(file.u16(at + 6));
  return { name: file.text(nameAt, nameLength), datatypeAt, dataspaceAt, dataAt, end: at + size };
}

function readValue(file: FileBytes, heaps: GlobalHeaps, message: AttributeMessage): AttributeValue {
  const { name, datatypeAt, dataspaceAt, dataAt, end } = message;
  const type = readDatatype(file, datatypeAt);
  const shape = readDataspace(file, dataspaceAt) ?? [0];
  const count = shape.reduce((product, size) => product * size, 1);
  if (!(dataAt + count * type.size <= end)) throw damaged(`attribute "${name}" is longer than its message`);
  const elementAt = (i: number) => dataAt + i * type.size;
  if (type.kind === 'text') {
    return { shape, values: Array.from({ length: count }, (_, i) => file.text(elementAt(i), type.size)) };
  }
  if (type.kind === 'heapText') {
    return { shape, values: Array.from({ length: count }, (_, i) => heaps.text(elementAt(i))) };
  }
  return { shape, values: decodeNumbers(file.slice(dataAt, count * type.size), type) };
}

function hasDenseAttributes(file: FileBytes, at: number): boolean {
  const flags = file.u8(at + 1);
  return file.address(at + 2 + (flags & 1 ? 2 : 0)) !== undefined;
}
