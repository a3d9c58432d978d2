/**
 * Whether there is memory here that threads can share. Node always has it, and so have Chrome and Firefox; Safari has it
 * only in pages that are cross-origin isolated. Without it everything is computed by one thread.
 */
export const hasSharedMemory: boolean = canShare();

function canShare(): boolean {
  try {
    new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    return true;
  } catch {
    return false;
  }
}

const HEADER_BYTES = 8;
const IMPORT_SECTION = 2;
const MEMORY_IMPORT = 2;
const MAXIMUM_SHARED = 3;
const MAXIMUM = 1;

/**
 * The kernels for a memory that is not shared: the same binary but for one bit in the import of its memory.
 * Format: WebAssembly Core Specification, 5.5.5 (import section) and 5.3.8 (limits), with the threads proposal.
 */
export function withoutSharedMemory(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = binary.slice();
  let at = HEADER_BYTES;
  /** An unsigned LEB128. */
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const skip = (length: number) => {
    at += length;
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = next();
    if (section !== IMPORT_SECTION) {
      skip(length);
      continue;
    }
    const count = next();
    skip(next()); // the module's name
    skip(next()); // the memory's name
    if (count !== 1 || bytes[at] !== MEMORY_IMPORT || bytes[at + 1] !== MAXIMUM_SHARED) break;
    bytes[at + 1] = MAXIMUM;
    return bytes;
  }
  throw new TypeError('expected kernels that import one shared memory and nothing else');
}
