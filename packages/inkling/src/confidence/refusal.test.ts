import { describe, expect, it } from 'vitest';
import { refusalCause } from './refusal.js';

/** White from (x0, y0) up to, not including, (x1, y1). */
function box(x0: number, y0: number, x1: number, y1: number): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28)];
    return x >= x0 && x < x1 && y >= y0 && y < y1 ? 255 : 0;
  });
}

describe('refusalCause', () => {
  it.each([
    [
      'hardly any contrast',
      box(12, 4, 15, 24),
      ['hardly any contrast', 'clipped at the left edge'],
      'too little contrast',
    ],
    ['a clipped digit', box(12, 4, 15, 24), ['clipped at the left edge'], 'clipped'],
    ['a dash', box(4, 12, 24, 15), [], 'a shape that no digit has'],
    ['a solid square', box(6, 6, 22, 22), [], 'a shape that no digit has'],
    ['a stroke like a 1', box(12, 4, 16, 24), [], 'unlike any digit seen'],
    ['nothing', box(0, 0, 0, 0), [], 'unlike any digit seen'],
  ])('%s', (_, pixels, warnings, cause) => {
    expect(refusalCause({ pixels, warnings })).toBe(cause);
  });
});
