import { afterEach, describe, expect, it, vi } from 'vitest';
import { breathe } from './breath.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(['in Node', 'in a page'])('breathe %s', (place) => {
  it('lets timers come in between', async () => {
    if (place === 'in a page') vi.stubGlobal('setImmediate', undefined);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const start = performance.now();
    while (turns < 5) {
      await breathe();
      expect(performance.now() - start).toBeLessThan(10_000);
    }
    clearInterval(timer);
  });
});
