import { describe, expect, it } from 'vitest';
import { hasSharedMemory, withoutSharedMemory } from './sharedMemory.js';
import { wasmBase64 } from './wasm/strict.js';

const binary = Uint8Array.from(Buffer.from(wasmBase64, 'base64'));
const memory = (shared: boolean) => ({ env: { memory: new WebAssembly.Memory({ initial: 2, maximum: 2, shared }) } });
const instantiate = (bytes: Uint8Array<ArrayBuffer>, shared: boolean) =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes), memory(shared));

describe('withoutSharedMemory', () => {
  it('lets the kernels work on a memory of their own, and on no other', () => {
    expect(hasSharedMemory).toBe(true);
    expect(() => instantiate(binary, false)).toThrow(WebAssembly.LinkError);
    expect(instantiate(withoutSharedMemory(binary), false).exports).toHaveProperty('matmul');
    expect(() => instantiate(withoutSharedMemory(binary), true)).toThrow(WebAssembly.LinkError);
  });

  it('changes one byte of a copy', () => {
    const before = binary.slice();
    const after = withoutSharedMemory(binary);
    expect(binary).toEqual(before);
    expect(after.filter((byte, i) => byte !== before[i])).toHaveLength(1);
  });

  it('refuses what is not the kernels', () => {
    const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(() => withoutSharedMemory(empty)).toThrow('expected kernels that import one shared memory');
    expect(() => withoutSharedMemory(withoutSharedMemory(binary))).toThrow('expected kernels');
  });
});
