import { damaged, type FileBytes, unsupported } from './fileBytes.js';

/** Kinds of messages that an object header is made of (HDF5 file format, section IV.A.2). */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  fillValue: 0x05,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** One message: where its body lies in the file. */
export interface Message {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

/** A run of bytes that holds messages. */
interface Block {
  readonly at: number;
  readonly end: number;
}

const FLAG_SHARED = 2;

/** All messages of the group or dataset whose header begins at `address`. */
export function readObjectHeader(file: FileBytes, address: number): Message[] {
  const isVersion2 = file.u8(address) === 'O'.charCodeAt(0);
  return isVersion2 ? readVersion2(file, address) : readVersion1(file, address);
}

function readVersion1(file: FileBytes, address: number): Message[] {
  const version = file.u8(address);
  if (version !== 1) throw damaged(`no object header at byte ${address}`);
  const first: Block = { at: address + 16, end: address + 16 + file.u32(address + 8) };
  return readBlocks(
    file,
    first,
    (block) => block,
    (at) => ({
      type: file.u16(at),
      size: file.u16(at + 2),
      flags: file.u8(at + 4),
      body: at + 8,
    }),
  );
}

function readVersion2(file: FileBytes, address: number): Message[] {
  file.expectSignature(address, 'OHDR');
  const flags = file.u8(address + 5);
  const sizeBytes = 1 << (flags & 3);
  const sizeAt = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const size = sizeBytes === 1 ? file.u8(sizeAt) : sizeBytes === 2 ? file.u16(sizeAt) : file.u32(sizeAt);
  const at = sizeAt + sizeBytes;
  const prefix = flags & 0x04 ? 6 : 4;
  const withoutSignatureAndChecksum = (block: Block): Block => {
    file.expectSignature(block.at, 'OCHK');
    return { at: block.at + 4, end: block.end - 4 };
  };
  return readBlocks(file, { at, end: at + size }, withoutSignatureAndChecksum, (message) => ({
    type: file.u8(message),
    size: file.u16(message + 1),
    flags: file.u8(message + 3),
    body: message + prefix,
  }));
}

/** Follows the messages of a block and of the blocks that it is continued in, each once. */
function readBlocks(
  file: FileBytes,
  first: Block,
  messagesOf: (continuation: Block) => Block,
  readPrefix: (at: number) => { type: number; size: number; flags: number; body: number },
): Message[] {
  const messages: Message[] = [];
  const blocks = [first];
  const seen = new Set<number>();
  for (const block of blocks) {
    if (seen.has(block.at)) throw damaged('an object header that continues in itself');
    seen.add(block.at);
    const prefixSize = readPrefix(block.at).body - block.at;
    let at = block.at;
    while (at + prefixSize <= block.end) {
      const { type, size, flags, body } = readPrefix(at);
      at = body + size;
      if (at > block.end) throw damaged('a message longer than its object header');
      if (type === MESSAGE.continuation) {
        const start = file.u64(body);
        blocks.push(messagesOf({ at: start, end: start + file.u64(body + 8) }));
      } else {
        if (flags & FLAG_SHARED) throw unsupported('shared messages');
        messages.push({ type, at: body, size });
      }
    }
  }
  return messages;
}
