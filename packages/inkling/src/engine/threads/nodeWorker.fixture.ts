import { Worker } from 'node:worker_threads';
import { ThreadPool } from './threadPool.js';

/** A pool of Node's workers, as `@inkling/node` makes them. */
export function nodePool(threads: number): ThreadPool {
  return new ThreadPool({
    threads,
    startWorker(code, onError) {
      const listen =
        "require('node:worker_threads').parentPort.on('message', (data) => globalThis.onmessage({ data }));";
      const worker = new Worker(`${listen}\n${code}`, { eval: true });
      worker.on('error', onError);
      worker.unref();
      return worker;
    },
  });
}
