import { canShareMemory, setThreadPool, ThreadPool } from 'inkling';

/** Lets all cores work for this worker where the page may share memory between them; returns how many threads there are. */
export function useThreads(): number {
  const threads = canShareMemory() ? Math.max(1, navigator.hardwareConcurrency) : 1;
  setThreadPool(new ThreadPool({ threads, startWorker }));
  return threads;
}

function startWorker(code: string, onError: (cause: unknown) => void): Worker {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'module' });
  worker.onerror = onError;
  return worker;
}
