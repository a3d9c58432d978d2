/** How long work may hold the thread before others (a page's clicks, Ctrl-C) get a turn. */
export const BREATH_MS = 50;

/** Gives others a turn. Not by a timer: browsers make one of those wait 4 ms, Node 1. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
