import { describe, expect, it } from 'vitest';
import { refusalCause } from './refusal.js';

/** White from (x0, y0) up to, not including, (x1, y1). */
function box(x0: number, y0: number, x1: number, y1: number): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28)];
    return x >= x0 && x < x1 && y >= y0 && y < y1 ? 255 : 0;
  });
}

const IN_NOISE = 'hardly any contrast to its ground';

describe('refusalCause', () => {
  it.each([
    ['ink like its ground', box(4, 12, 24, 15), [IN_NOISE, 'clipped at the left edge'], 'too little contrast'],
    ['a faint letter', box(12, 4, 16, 24), ['hardly any contrast'], 'unlike any digit seen'],
    ['a faint dash', box(4, 12, 24, 15), ['hardly any contrast'], 'a shape that no digit has'],
    ['a clipped digit', box(12, 4, 15, 24), ['clipped at the left edge'], 'clipped'],
    ['a dash', box(4, 12, 24, 15), [], 'a shape that no digit has'],
    ['a dash that goes on to its side', box(4, 12, 24, 15), ['clipped at the right edge'], 'a shape that no digit has'],
    ['a dash that goes on below: a 7?', box(4, 12, 24, 15), ['clipped at the bottom edge'], 'clipped'],
    ['a solid square', box(6, 6, 22, 22), [], 'a shape that no digit has'],
    ['a solid square at an edge', box(6, 6, 22, 22), ['clipped at the top edge'], 'a shape that no digit has'],
    ['a stroke like a 1', box(12, 4, 16, 24), [], 'unlike any digit seen'],
    ['another doubt', box(12, 4, 16, 24), ['very small: 7 px'], 'unlike any digit seen'],
    ['nothing', box(0, 0, 0, 0), [], 'unlike any digit seen'],
  ])('%s', (_, pixels, warnings, cause) => {
    expect(refusalCause({ pixels, warnings })).toBe(cause);
  });
});
