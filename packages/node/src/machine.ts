import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { canShareMemory, type KernelBuild, loadKernels } from 'inkling';
import { useThreads } from './threads.js';

/**
 * What a machine offers to the kernels, and what they make of it.
 *
 * @example
 * const { cores, memory }: Machine = await inspectMachine();
 */
export interface Machine {
  /** The processor's own name. */
  readonly processor: string;
  readonly node: string;
  readonly platform: string;
  /** WebAssembly SIMD: without it nothing runs. */
  readonly simd: boolean;
  /** Multiplication and addition in one: twice as fast. */
  readonly relaxedSimd: boolean;
  readonly sharedMemory: boolean;
  /** Cores that this process may use. */
  readonly cores: number;
  /** Threads that really came to work, this one included. */
  readonly threads: number;
  /** The kernels that are used, or none. */
  readonly build: KernelBuild | null;
  readonly memory: { readonly totalMB: number; readonly freeMB: number };
}

/**
 * Looks at this machine; the threads are started and ended again.
 *
 * @example
 * const { relaxedSimd, threads } = await inspectMachine();
 */
export async function inspectMachine(): Promise<Machine> {
  const build = await loadKernels().then(
    (kernels) => kernels.build,
    () => null,
  );
  const pool = useThreads();
  const workers = await pool.ready();
  await pool.terminate();
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    simd: build !== null,
    relaxedSimd: build === 'relaxed',
    sharedMemory: canShareMemory(),
    cores: availableParallelism(),
    threads: workers + 1,
    build,
    memory: { totalMB: megabytes(totalmem()), freeMB: megabytes(freemem()) },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
