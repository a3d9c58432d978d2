import { damaged, type FileBytes, unsupported } from './fileBytes.js';
import { MESSAGE, type Message } from './objectHeader.js';

/** The children of a group: addresses of their object headers by name. Soft and external links are left out. */
export function readLinks(file: FileBytes, messages: readonly Message[]): Map<string, number> {
  const links = new Map<string, number>();
  for (const { type, at } of messages) {
    if (type === MESSAGE.symbolTable) readSymbolTable(file, file.u64(at), file.u64(at + 8), links);
    if (type === MESSAGE.link) readLinkMessage(file, at, links);
    if (type === MESSAGE.linkInfo && hasDenseLinks(file, at)) throw unsupported("groups kept in the 'latest' format");
  }
  return links;
}

/** Groups of the original format: a B-tree of nodes of sorted entries, their names in a local heap. */
function readSymbolTable(file: FileBytes, treeAddress: number, heapAddress: number, links: Map<string, number>): void {
  file.expectSignature(heapAddress, 'HEAP');
  const names = { size: file.u64(heapAddress + 8), at: file.u64(heapAddress + 24) };
  const seen = new Set<number>();

  const readNode = (address: number, level: number | undefined): void => {
    if (seen.has(address)) throw damaged('a group that contains itself');
    seen.add(address);
    file.expectSignature(address, 'TREE');
    const ownLevel = file.u8(address + 5);
    if (level !== undefined && ownLevel !== level) throw damaged('a group whose tree is out of order');
    const children = file.u16(address + 6);
    for (let i = 0; i < children; i++) {
      const child = file.u64(address + 32 + 16 * i);
      if (ownLevel > 0) readNode(child, ownLevel - 1);
      else readEntries(child);
    }
  };

  const readEntries = (address: number): void => {
    if (seen.has(address)) throw damaged('a group that contains itself');
    seen.add(address);
    file.expectSignature(address, 'SNOD');
    const count = file.u16(address + 6);
    for (let i = 0; i < count; i++) {
      const entry = address + 8 + 40 * i;
      const target = file.address(entry + 8);
      const nameOffset = file.u64(entry);
      if (nameOffset >= names.size) throw damaged('a name outside its heap');
      if (target !== undefined) links.set(file.text(names.at + nameOffset, names.size - nameOffset), target);
    }
  };

  readNode(treeAddress, undefined);
}

const LINK_HARD = 0;

/** Groups of the newer format, as long as they are small: one message for each child. */
function readLinkMessage(file: FileBytes, at: number, links: Map<string, number>): void {
  const flags = file.u8(at + 1);
  let cursor = at + 2;
  const type = flags & 0x08 ? file.u8(cursor++) : LINK_HARD;
  cursor += flags & 0x04 ? 8 : 0;
  cursor += flags & 0x10 ? 1 : 0;
  const lengthBytes = 1 << (flags & 3);
  const length = lengthBytes === 1 ? file.u8(cursor) : lengthBytes === 2 ? file.u16(cursor) : file.u32(cursor);
  cursor += lengthBytes;
  if (type === LINK_HARD) links.set(file.text(cursor, length), file.u64(cursor + length));
}

function hasDenseLinks(file: FileBytes, at: number): boolean {
  const flags = file.u8(at + 1);
  return file.address(at + 2 + (flags & 1 ? 8 : 0)) !== undefined;
}
