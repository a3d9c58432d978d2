import { availableParallelism } from 'node:os';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { setThreadPool, ThreadPool, type ThreadWorker } from 'inkling';

/** Node gives a worker's messages to `parentPort`, browsers to `onmessage`, which the worker's code sets. */
const listen = "require('node:worker_threads').parentPort.on('message', (data) => globalThis.onmessage({ data }));\n";

/**
 * Lets all models train and predict batches on `count` threads, this one included: all that the machine has, where it is
 * left out. The workers end with the program, and do not keep it alive.
 *
 * @returns The pool, whose `terminate()` ends them sooner.
 * @example
 * const pool = useThreads(2);
 * await model.fit(digits, { epochs: 1 });
 * await pool.terminate();
 * setThreadPool(undefined);
 */
export function useThreads(count: number = availableParallelism()): ThreadPool {
  const pool = new ThreadPool({ threads: count, startWorker });
  setThreadPool(pool);
  return pool;
}

function startWorker(code: string, onError: (cause: unknown) => void): ThreadWorker {
  const worker = new Worker(listen + code, { eval: true, execArgv: [], env: SHARE_ENV });
  worker.on('error', onError);
  worker.unref();
  return worker;
}
