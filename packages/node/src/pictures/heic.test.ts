import { describe, expect, it } from 'vitest';
import { heic } from './heic.fixture.js';
import { readPixels } from './readPixels.js';

/** Dark at the left, light at the right, a black row at the top. */
const gray = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i < 64 ? 20 : i % 64 < 32 ? 60 : 200));

describe('readPixels of HEIC', () => {
  it('decodes the picture', async () => {
    const { width, height, data } = await readPixels(heic(64, 64, gray));
    expect([width, height, data.length]).toEqual([64, 64, 64 * 64 * 4]);
    const at = (x: number, y: number) => Array.from(data.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4));
    for (const [x, y, level] of [
      [40, 0, 20],
      [5, 40, 60],
      [60, 40, 200],
    ])
      expect(at(x, y)).toEqual([
        expect.closeTo(level, -1.5),
        expect.closeTo(level, -1.5),
        expect.closeTo(level, -1.5),
        255,
      ]);
  });

  it('turns it as the file asks', async () => {
    const { width, height, data } = await readPixels(heic(64, 32, gray.subarray(0, 64 * 32), 1));
    expect([width, height]).toEqual([32, 64]);
    const [upper, lower] = [data[(10 * 32 + 16) * 4], data[(50 * 32 + 16) * 4]];
    expect(upper).toBeGreaterThan(lower + 100);
  });

  it('prints nothing and says what is wrong of a broken file', async () => {
    const whole = heic(64, 64, gray);
    for (const length of [30, 200, whole.length - 3000]) {
      await expect(readPixels(whole.subarray(0, length)), `${length} bytes`).rejects.toMatchObject({
        code: 'picture/unreadable',
        message: expect.stringContaining('a HEIC picture'),
      });
    }
  });
});
