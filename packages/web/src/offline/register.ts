/** Keeps the page for visits without a network, once it has loaded and nothing waits for the line. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    // A browser that keeps nothing, as in private windows, shows the page all the same.
    navigator.serviceWorker.register('./sw.js').catch(() => undefined);
  });
}
