import { BlockWriter, utf8 } from './blockWriter.js';

/** Half of how many entries a node of a group holds, and half of how many nodes a node of its tree holds (HDF5's defaults). */
export const LEAF_K = 4;
export const INTERNAL_K = 16;

/** Gives a block its place in the file and returns its address. */
export type Place = (bytes: Uint8Array<ArrayBuffer>) => number;

/** A part of the sorted entries: its block, and where in the heap its last name is. */
interface Node {
  readonly address: number;
  readonly lastName: number;
}

/** Lays down what a group of the original format is made of: its names, its entries and the tree over them. */
export function placeSymbolTable(children: ReadonlyMap<string, number>, place: Place): { tree: number; heap: number } {
  const sorted = [...children]
    .map(([name, address]) => ({ name: utf8(name), address }))
    .sort((a, b) => compare(a.name, b.name));
  // The empty name, which is before all others, is the first.
  const names = new BlockWriter().zeros(8);
  const entries = sorted.map(({ name, address }) => {
    const nameAt = names.length;
    names.append(name).u8(0).align();
    return { nameAt, address };
  });
  const heap = placeLocalHeap(names, place);
  let nodes: Node[] = chunks(entries, 2 * LEAF_K).map((part) => {
    const block = new BlockWriter().ascii('SNOD').u8(1, 0).u16(part.length);
    for (const { nameAt, address } of part) block.u64(nameAt).u64(address).zeros(24);
    const lastName = part[part.length - 1].nameAt;
    return { address: place(block.zeros(40 * (2 * LEAF_K - part.length)).toBytes()), lastName };
  });
  let level = 0;
  do {
    nodes = placeTreeLevel(nodes, level++, place);
  } while (nodes.length > 1);
  return { tree: nodes[0].address, heap };
}

const NO_FREE_SPACE = 1;

function placeLocalHeap(names: BlockWriter, place: Place): number {
  const data = place(names.toBytes());
  const header = new BlockWriter().ascii('HEAP').zeros(4).u64(names.length).u64(NO_FREE_SPACE).u64(data);
  return place(header.toBytes());
}

/** Nodes over the nodes of the level below. A key is the last name before the child that follows it. */
function placeTreeLevel(below: readonly Node[], level: number, place: Place): Node[] {
  const parts = below.length === 0 ? [[]] : chunks(below, 2 * INTERNAL_K);
  const size = 24 + 2 * INTERNAL_K * 16 + 8;
  let key = 0;
  const blocks = parts.map((part) => {
    const block = new BlockWriter().ascii('TREE').u8(0, level).u16(part.length).nowhere().nowhere().u64(key);
    for (const { address, lastName } of part) {
      block.u64(address).u64(lastName);
      key = lastName;
    }
    return { bytes: block.zeros(size - block.length).toBytes(), lastName: key };
  });
  return linkSiblings(blocks, place);
}

/** Lays the blocks side by side, each with the addresses of its neighbours. */
function linkSiblings(blocks: readonly { bytes: Uint8Array<ArrayBuffer>; lastName: number }[], place: Place): Node[] {
  const nodes = blocks.map(({ bytes, lastName }) => ({ address: place(bytes), lastName }));
  blocks.forEach(({ bytes }, i) => {
    const view = new DataView(bytes.buffer);
    if (i > 0) view.setBigUint64(8, BigInt(nodes[i - 1].address), true);
    if (i + 1 < nodes.length) view.setBigUint64(16, BigInt(nodes[i + 1].address), true);
  });
  return nodes;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** HDF5's order of names: byte by byte. */
function compare(a: Uint8Array, b: Uint8Array): number {
  const differing = a.findIndex((byte, i) => byte !== b[i]);
  return differing < 0 ? a.length - b.length : a[differing] - (b[differing] ?? -1);
}
