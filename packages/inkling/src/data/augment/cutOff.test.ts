import { describe, expect, it } from 'vitest';
import { changed, drawPicture, pixel } from './augment.fixture.js';
import { cutOff } from './cutOff.js';

describe('cutOff', () => {
  it('blanks rows from above or from below', () => {
    const full = drawPicture(() => 1);
    const first = (rows: number) => {
      const cut = changed(full, (copy) => cutOff(copy, rows));
      return Array.from({ length: 28 }, (_, y) => pixel(cut, 5, y)).join('');
    };
    expect(first(3)).toBe('0'.repeat(3) + '1'.repeat(25));
    expect(first(-2)).toBe('1'.repeat(26) + '0'.repeat(2));
    expect(first(0)).toBe('1'.repeat(28));
  });
});
