import { BlockWriter } from './blockWriter.js';
import type { AttributeContent, DatasetContent, GroupContent } from './content.js';
import { HeapBuilder, type TextReference } from './heapBuilder.js';
import { attributeMessage, datasetMessages, objectHeader, symbolTableMessage } from './messages.js';
import { INTERNAL_K, LEAF_K, placeSymbolTable } from './symbolTable.js';

const SUPERBLOCK_SIZE = 96;

/**
 * An HDF5 file in the original format, which every HDF5 library reads and h5py writes by default. It holds no times
 * and no left-over memory: the same content gives the same bytes.
 */
export function writeHdf5(root: GroupContent): Uint8Array<ArrayBuffer> {
  const heaps = new HeapBuilder(SUPERBLOCK_SIZE);
  const references = new Map<AttributeContent, readonly TextReference[]>();
  collectTexts(root, heaps, references);
  const file = new FileLayout();
  for (const heap of heaps.finish()) file.place(heap);
  const rootAddress = placeObject(root, file, references);
  return file.toBytes(rootAddress);
}

function collectTexts(
  object: GroupContent | DatasetContent,
  heaps: HeapBuilder,
  references: Map<AttributeContent, readonly TextReference[]>,
): void {
  if (object.kind === 'dataset') return;
  for (const attribute of object.attributes.values()) {
    if (attribute.kind === 'texts')
      references.set(
        attribute,
        attribute.values.map((text) => heaps.add(text)),
      );
  }
  for (const child of object.children.values()) collectTexts(child, heaps, references);
}

/** Lays down an object and all below it; returns the address of its header. */
function placeObject(
  object: GroupContent | DatasetContent,
  file: FileLayout,
  references: ReadonlyMap<AttributeContent, readonly TextReference[]>,
): number {
  if (object.kind === 'dataset') {
    const { buffer, byteOffset, byteLength } = object.values;
    const address = file.place(new Uint8Array(buffer, byteOffset, byteLength));
    return file.place(objectHeader(datasetMessages(object, address)));
  }
  const children = new Map<string, number>();
  for (const [name, child] of object.children) children.set(name, placeObject(child, file, references));
  const { tree, heap } = placeSymbolTable(children, (bytes) => file.place(bytes));
  const attributes = [...object.attributes].map(([name, content]) =>
    attributeMessage(name, content, references.get(content) ?? []),
  );
  return file.place(objectHeader([symbolTableMessage(tree, heap), ...attributes]));
}

/** Blocks one behind the other, each at a multiple of 8 bytes, behind room for the superblock. */
class FileLayout {
  private readonly blocks: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  private end = SUPERBLOCK_SIZE;

  place(bytes: Uint8Array): number {
    const at = this.end;
    this.blocks.push({ at, bytes });
    this.end = at + Math.ceil(bytes.length / 8) * 8;
    return at;
  }

  toBytes(rootAddress: number): Uint8Array<ArrayBuffer> {
    const file = new Uint8Array(this.end);
    file.set(superblock(rootAddress, this.end));
    for (const { at, bytes } of this.blocks) file.set(bytes, at);
    return file;
  }
}

function superblock(rootAddress: number, fileSize: number): Uint8Array {
  const block = new BlockWriter().u8(0x89).ascii('HDF\r\n\x1a\n');
  // Versions (all 0), and the bytes of an address and of a length.
  block.u8(0, 0, 0, 0, 0, 8, 8, 0).u16(LEAF_K).u16(INTERNAL_K).u32(0);
  // Base address, no free space, end of the file, no driver.
  block.u64(0).nowhere().u64(fileSize).nowhere();
  // The root group's entry: no name, its header, nothing cached.
  return block.u64(0).u64(rootAddress).u32(0).u32(0).zeros(16).toBytes();
}
