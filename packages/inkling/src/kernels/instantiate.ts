import type { Kernels } from './kernels.js';
import type { KernelModule } from './module.js';

/** The kernels at work on `memory`, which must be shared where `hasSharedMemory`. Any number of instances may work on one memory. */
export function instantiate({ module }: KernelModule, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!areKernels(exports)) throw new TypeError('this WebAssembly module holds no kernels; load it with loadKernels()');
  return exports;
}

/** That nothing else is missing is what the tests of the kernels show. */
function areKernels(exports: Record<string, unknown>): exports is Record<string, unknown> & Kernels {
  return typeof exports.matmul === 'function';
}
