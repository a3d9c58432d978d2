import { setThreadPool, ThreadPool } from 'inkling';

/** Lets the page's models work on three threads; resolves with the number of workers that are ready for it. */
export function useWorkers(): Promise<number> {
  const pool = new ThreadPool({ threads: 3, startWorker, maySleep: false });
  setThreadPool(pool);
  return pool.ready();
}

function startWorker(code: string, onError: (cause: unknown) => void): Worker {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
  worker.onerror = onError;
  return worker;
}
