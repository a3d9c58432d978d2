import type { KernelModule } from '../../kernels/module.js';
import type { Stage } from '../plan.js';

/** What a worker is told; it never answers but in the shared memory of `Control`. */
export type Message =
  /** Who it is, and the memory by which threads agree. */
  | { readonly kind: 'start'; readonly control: SharedArrayBuffer; readonly worker: number }
  /** A memory to work on, and what may be done there. Sessions are numbered from 1. */
  | {
      readonly kind: 'open';
      readonly session: number;
      readonly module: KernelModule;
      readonly memory: WebAssembly.Memory;
      readonly programs: readonly (readonly Stage[])[];
    }
  /** A session that is over. */
  | { readonly kind: 'close'; readonly session: number }
  /** A call to work: it stays away from its messages until it is dismissed, or nothing comes for a while. */
  | { readonly kind: 'serve' };
