/**
 * Keeps the whole page for visits without a network, and sets the headers that let its threads share memory, which plain web hosts do
 * not set. A new version is fetched beside the old one, and takes over when the last page of the old one is closed.
 */
declare const self: ServiceWorkerGlobalScope;
/** All files of the page, and what tells this version from others: put in by the build. */
declare const FILES: readonly string[];
declare const VERSION: string;

const NAME = `inkling-${VERSION}`;
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('inkling-') && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  const { body, status, statusText, headers } = kept ?? (await fetch(request));
  const isolated = new Headers(headers);
  for (const [name, value] of Object.entries(ISOLATION)) isolated.set(name, value);
  return new Response(body, { status, statusText, headers: isolated });
}

export type {};
