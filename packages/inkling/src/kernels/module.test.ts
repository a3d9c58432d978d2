import { setFlagsFromString } from 'node:v8';
import { describe, expect, it, vi } from 'vitest';
import { ARENA_START, instantiate, type KernelBuild, loadKernels } from './index.js';

setFlagsFromString('--experimental-wasm-relaxed-simd');
const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });

describe('loadKernels', () => {
  it('takes the fused build where the engine has relaxed SIMD', async () => {
    expect((await loadKernels()).build).toBe('relaxed');
  });

  it('takes the strict build where it has not', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect((await loadKernels()).build).toBe('strict');
    validate.mockRestore();
  });

  it.each<KernelBuild>(['relaxed', 'strict'])('compiles the %s build only once', async (build) => {
    const first = await loadKernels(build);
    expect(first.build).toBe(build);
    expect((await loadKernels(build)).module).toBe(first.module);
  });

  it.each<KernelBuild>(['relaxed', 'strict'])('keeps its constants below the arena in the %s build', async (build) => {
    const { staticEnd } = new WebAssembly.Instance((await loadKernels(build)).module, { env: { memory } }).exports;
    if (typeof staticEnd !== 'function') throw new TypeError('staticEnd is missing');
    expect(staticEnd()).toBeGreaterThan(0);
    expect(staticEnd()).toBeLessThanOrEqual(ARENA_START);
  });

  it('rounds once in the relaxed build and twice in the strict one', async () => {
    // (1 + ε)(1 − ε) − 1 = −ε², which is lost when the product is rounded on its own.
    const epsilon = 2 ** -13;
    const results = await Promise.all(
      (['relaxed', 'strict'] as const).map(async (build) => {
        const kernels = instantiate(await loadKernels(build), memory);
        const values = new Float32Array(memory.buffer, ARENA_START, 64);
        values.fill(0);
        values.set([-1, 1 - epsilon]);
        values[16] = 1 + epsilon;
        const [c, a, panels] = [ARENA_START, ARENA_START + 4, ARENA_START + 64];
        kernels.matmul(1, 1, 1, a, 1, 1, panels, 8, ARENA_START, 0, c, 1);
        return values[0];
      }),
    );
    expect(results).toEqual([-(epsilon ** 2), 0]);
  });
});

describe('instantiate', () => {
  it('refuses a module that holds no kernels', () => {
    const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect(() => instantiate({ build: 'strict', module: empty }, memory)).toThrow('holds no kernels');
  });
});
