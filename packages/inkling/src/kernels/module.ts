import { hasSharedMemory, withoutSharedMemory } from './sharedMemory.js';

/**
 * `relaxed` multiplies and adds with one rounding, twice as fast; `strict` rounds twice and runs wherever there is
 * WebAssembly SIMD. The two differ in the last bits of their results.
 *
 * @example
 * const build: KernelBuild = 'relaxed';
 */
export type KernelBuild = 'relaxed' | 'strict';

/**
 * Compiled kernels; a plain object, so that it can be posted to a worker.
 *
 * @example
 * const { build }: KernelModule = await loadKernels();
 */
export interface KernelModule {
  readonly build: KernelBuild;
  readonly module: WebAssembly.Module;
}

/** The first byte of a memory that is free for the caller; below lie constants of the kernels. */
export const ARENA_START = 4096;

const modules = new Map<KernelBuild, Promise<KernelModule>>();

/**
 * Compiles the kernels, once for each build however often it is called: the one asked for, or the fastest that this
 * engine accepts. Node 20 accepts `relaxed` only if `v8.setFlagsFromString('--experimental-wasm-relaxed-simd')` came first.
 *
 * @throws CompileError where the engine has no WebAssembly SIMD.
 * @example
 * const { build } = await loadKernels();
 */
export async function loadKernels(build?: KernelBuild): Promise<KernelModule> {
  const chosen = build ?? (hasRelaxedSimd() ? 'relaxed' : 'strict');
  let module = modules.get(chosen);
  if (!module) {
    module = readBinary(chosen)
      .then((bytes) => WebAssembly.compile(bytes))
      .then((compiled) => ({ build: chosen, module: compiled }));
    modules.set(chosen, module);
  }
  return module;
}

/** Whether this engine takes a module whose one function returns `f32x4.relaxed_madd(0, 0, 0)`; quicker than asking with all kernels. */
function hasRelaxedSimd(): boolean {
  const zeros = [0x41, 0, 0xfd, 0x11];
  const body = [0, ...zeros, ...zeros, ...zeros, 0xfd, 0x85, 2, 0x0b];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = [1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0];
  return WebAssembly.validate(Uint8Array.of(...header, ...types, 0x0a, body.length + 2, 1, body.length, ...body));
}

async function readBinary(build: KernelBuild): Promise<Uint8Array<ArrayBuffer>> {
  const { wasmBase64 } = build === 'relaxed' ? await import('./wasm/relaxed.js') : await import('./wasm/strict.js');
  const text = atob(wasmBase64);
  const binary = new Uint8Array(text.length);
  for (let i = 0; i < binary.length; i++) binary[i] = text.charCodeAt(i);
  return hasSharedMemory ? binary : withoutSharedMemory(binary);
}
