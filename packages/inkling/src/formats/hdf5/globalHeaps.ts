import { damaged, type FileBytes } from './fileBytes.js';

interface HeapObject {
  readonly at: number;
  readonly size: number;
}

/** Where a file keeps its texts of variable length (HDF5 file format, section III.E). */
export class GlobalHeaps {
  private readonly heaps = new Map<number, Map<number, HeapObject>>();

  constructor(private readonly file: FileBytes) {}

  /** The text that the reference at `at` points to: its length, the address of a heap, and its number in there. */
  text(at: number): string {
    const length = this.file.u32(at);
    const heap = this.file.address(at + 4);
    if (length === 0 || !heap) return '';
    const object = this.objects(heap).get(this.file.u32(at + 12));
    if (!object || length > object.size) throw damaged('text that is not in its heap');
    return this.file.text(object.at, length);
  }

  private objects(heap: number): Map<number, HeapObject> {
    let objects = this.heaps.get(heap);
    if (!objects) {
      objects = this.readHeap(heap);
      this.heaps.set(heap, objects);
    }
    return objects;
  }

  private readHeap(heap: number): Map<number, HeapObject> {
    const { file } = this;
    file.expectSignature(heap, 'GCOL');
    const end = heap + file.u64(heap + 8);
    const objects = new Map<number, HeapObject>();
    for (let at = heap + 16; at + 16 <= end; ) {
      const index = file.u16(at);
      const size = file.u64(at + 8);
      if (index === 0) break;
      objects.set(index, { at: at + 16, size });
      at += 16 + Math.ceil(size / 8) * 8;
    }
    return objects;
  }
}
