import { BlockWriter, utf8 } from './blockWriter.js';
import type { AttributeContent, DatasetContent } from './content.js';
import type { TextReference } from './heapBuilder.js';
import { MESSAGE } from './objectHeader.js';

/** A message of an object header, its body not yet padded. */
export interface MessageContent {
  readonly type: number;
  readonly body: BlockWriter;
  readonly constant?: boolean;
}

const HEADER_VERSION = 1;
const FLAG_CONSTANT = 1;

/** The header that makes a group or dataset of its messages. */
export function objectHeader(messages: readonly MessageContent[]): Uint8Array<ArrayBuffer> {
  const body = new BlockWriter();
  for (const { type, body: message, constant } of messages) {
    message.align();
    body
      .u16(type)
      .u16(message.length)
      .u8(constant ? FLAG_CONSTANT : 0, 0, 0, 0)
      .append(message.toBytes());
  }
  const referenceCount = 1;
  const prefix = new BlockWriter().u8(HEADER_VERSION, 0).u16(messages.length).u32(referenceCount).u32(body.length);
  return prefix.align().append(body.toBytes()).toBytes();
}

export function symbolTableMessage(tree: number, heap: number): MessageContent {
  return { type: MESSAGE.symbolTable, body: new BlockWriter().u64(tree).u64(heap) };
}

export function attributeMessage(
  name: string,
  content: AttributeContent,
  references: readonly TextReference[],
): MessageContent {
  const { datatype, dataspace, data } = attributeParts(content, references);
  const nameBytes = utf8(name);
  const body = new BlockWriter()
    .u8(1, 0)
    .u16(nameBytes.length + 1)
    .u16(datatype.length)
    .u16(dataspace.length);
  body.append(nameBytes).u8(0).align();
  body.append(datatype.toBytes()).align().append(dataspace.toBytes()).align().append(data.toBytes());
  return { type: MESSAGE.attribute, body };
}

function attributeParts(
  content: AttributeContent,
  references: readonly TextReference[],
): { datatype: BlockWriter; dataspace: BlockWriter; data: BlockWriter } {
  const data = new BlockWriter();
  if (content.kind === 'empty') return { datatype: floatDatatype(8), dataspace: dataspaceOf([0]), data };
  if (content.kind === 'texts') {
    for (const { length, heap, index } of references) data.u32(length).u64(heap).u32(index);
    return { datatype: heapTextDatatype(), dataspace: dataspaceOf(content.shape), data };
  }
  const texts = content.values.map(utf8);
  const size = Math.max(1, ...texts.map(({ length }) => length));
  for (const text of texts) data.append(text).zeros(size - text.length);
  return { datatype: textDatatype(size), dataspace: dataspaceOf([texts.length]), data };
}

export function datasetMessages({ shape, values }: DatasetContent, address: number): MessageContent[] {
  const datatype = datatypeOfValues(values);
  const layout = new BlockWriter().u8(3, 1).u64(address).u64(values.byteLength);
  // Version 2; space allocated late; written if set; the default fill value of no bytes.
  const fillValue = new BlockWriter().u8(2, 2, 2, 1).u32(0);
  return [
    { type: MESSAGE.dataspace, body: dataspaceOf(shape) },
    { type: MESSAGE.datatype, body: datatype, constant: true },
    { type: MESSAGE.fillValue, body: fillValue, constant: true },
    { type: MESSAGE.layout, body: layout },
  ];
}

function datatypeOfValues(values: DatasetContent['values']): BlockWriter {
  if (values instanceof Float32Array) return floatDatatype(4);
  return values instanceof Uint8Array ? byteDatatype() : int64Datatype();
}

/** Version 1, with the largest sizes after the sizes, equal to them. */
function dataspaceOf(shape: readonly number[]): BlockWriter {
  const body = new BlockWriter().u8(1, shape.length, shape.length > 0 ? 1 : 0).zeros(5);
  for (const size of [...shape, ...shape]) body.u64(size);
  return body;
}

/** Datatypes have their class and version 1 in the first byte, then flags, the element's bytes, and properties. */
function datatypeOf(datatypeClass: number, flags: readonly [number, number, number], size: number): BlockWriter {
  return new BlockWriter().u8(0x10 | datatypeClass, ...flags).u32(size);
}

/** IEEE 754, little-endian: where sign, exponent and mantissa are, and the exponent's bias. */
function floatDatatype(size: 4 | 8): BlockWriter {
  const [sign, exponentAt, exponentBits, mantissaBits, bias] =
    size === 4 ? [31, 23, 8, 23, 127] : [63, 52, 11, 52, 1023];
  const body = datatypeOf(1, [0x20, sign, 0], size)
    .u16(0)
    .u16(8 * size);
  return body.u8(exponentAt, exponentBits, 0, mantissaBits).u32(bias);
}

function int64Datatype(): BlockWriter {
  return datatypeOf(0, [0x08, 0, 0], 8).u16(0).u16(64);
}

/** Unsigned. */
function byteDatatype(): BlockWriter {
  return datatypeOf(0, [0, 0, 0], 1).u16(0).u16(8);
}

/** Filled up with zeros, as NumPy's byte strings are. */
function textDatatype(size: number): BlockWriter {
  return datatypeOf(3, [0x01, 0, 0], size);
}

/** A C string of any length, its elements unsigned bytes. */
function heapTextDatatype(): BlockWriter {
  return datatypeOf(9, [0x01, 0, 0], 16).append(byteDatatype().toBytes());
}
