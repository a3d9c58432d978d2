import { BlockWriter, utf8 } from './blockWriter.js';

/** Where a text of variable length is: the address of its heap, and its number in there. */
export interface TextReference {
  /** Bytes. */
  readonly length: number;
  readonly heap: number;
  readonly index: number;
}

/** HDF5 takes no smaller heaps. */
const MIN_HEAP_SIZE = 4096;
/** A heap is closed once it has so many bytes; HDF5 numbers the texts in it with 16 bits. */
const FULL_HEAP_SIZE = 65_536;
const HEAP_HEADER_SIZE = 16;

/** Collects texts in global heaps, which lie one behind the other from an address on. */
export class HeapBuilder {
  private readonly full: Uint8Array<ArrayBuffer>[] = [];
  private current = new BlockWriter();
  private count = 0;
  private heap: number;

  constructor(address: number) {
    this.heap = address;
  }

  add(text: string): TextReference {
    const bytes = utf8(text);
    if (bytes.length === 0) return { length: 0, heap: 0, index: 0 };
    if (this.current.length >= FULL_HEAP_SIZE) this.close();
    this.count++;
    this.current.u16(this.count).u16(1).u32(0).u64(bytes.length).append(bytes).align();
    return { length: bytes.length, heap: this.heap, index: this.count };
  }

  /** All heaps, one behind the other. */
  finish(): readonly Uint8Array<ArrayBuffer>[] {
    if (this.count > 0) this.close();
    return this.full;
  }

  private close(): void {
    const used = HEAP_HEADER_SIZE + this.current.length;
    // What is left over is described as object 0, the free space.
    const size = Math.max(MIN_HEAP_SIZE, used + HEAP_HEADER_SIZE);
    const block = new BlockWriter().ascii('GCOL').u8(1, 0, 0, 0).u64(size).append(this.current.toBytes());
    block
      .u16(0)
      .u16(0)
      .u32(0)
      .u64(size - used)
      .zeros(size - used - HEAP_HEADER_SIZE);
    this.full.push(block.toBytes());
    this.heap += size;
    this.count = 0;
    this.current = new BlockWriter();
  }
}
