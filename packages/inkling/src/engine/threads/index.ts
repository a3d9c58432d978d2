import type { ThreadPool } from './threadPool.js';

export { canShareMemory, ThreadPool, type ThreadPoolOptions, type ThreadWorker } from './threadPool.js';

let current: ThreadPool | undefined;

/**
 * Gives all models of this program threads for training and for batches of predictions; without, everything runs on the
 * thread of the caller. Results are the same bits for any number of threads.
 *
 * @example
 * setThreadPool(undefined); // everything on the thread of the caller
 */
export function setThreadPool(pool: ThreadPool | undefined): void {
  current = pool;
}

/** What `setThreadPool` was given last. */
export function threadPool(): ThreadPool | undefined {
  return current;
}
