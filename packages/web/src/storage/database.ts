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

async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
  });
}

export function getAll<T>(store: StoreName): Promise<T[]> {
  return run<T[]>(store, 'readonly', (all) => all.getAll());
}

export async function put(store: StoreName, value: { readonly id: string }): Promise<void> {
  await run(store, 'readwrite', (all) => all.put(value));
}

export async function remove(store: StoreName, id: string): Promise<void> {
  await run(store, 'readwrite', (all) => all.delete(id));
}

export async function clear(store: StoreName): Promise<void> {
  await run(store, 'readwrite', (all) => all.clear());
}
