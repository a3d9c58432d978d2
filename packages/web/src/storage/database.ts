/** The page's own shelf in the browser: IndexedDB, as promises. */
const NAME = 'inkling';
const VERSION = 1;

/** Asked questions, and models with their files. */
export type StoreName = 'history' | 'models';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('history', { keyPath: 'id' });
      request.result.createObjectStore('models', { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Resolves with the work's result once all that it asks of the shelf is done, or rejects with nothing done. */
async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? request?.error);
  });
}

export async function getAll<T>(store: StoreName): Promise<T[]> {
  return (await run<T[]>(store, 'readonly', (all) => all.getAll())) ?? [];
}

/** Puts some values and removes others, all of them or none. */
export async function change(
  store: StoreName,
  { put = [], remove = [] }: { put?: readonly { readonly id: string }[]; remove?: readonly string[] },
): Promise<void> {
  await run(store, 'readwrite', (all) => {
    for (const value of put) all.put(value);
    for (const id of remove) all.delete(id);
    return undefined;
  });
}

export async function clear(store: StoreName): Promise<void> {
  await run(store, 'readwrite', (all) => all.clear());
}
