import { describe, expect, it } from 'vitest';
import { changed, drawPicture } from './augment.fixture.js';
import { bendTones, hardenTones } from './contrast.js';

const ramp = drawPicture((x) => x / 27);
const rises = (picture: Float32Array) => picture.slice(1, 28).every((ink, x) => ink >= picture[x]);

describe('bendTones', () => {
  it('moves the middle grey where asked, keeps ground, ink and the order of tones', () => {
    for (const grey of [0.2, 0.5, 0.8]) {
      const half = changed(
        drawPicture(() => 0.5),
        (copy) => bendTones(copy, grey),
      );
      expect(half[0]).toBeCloseTo(grey, 6);
      const bent = changed(ramp, (copy) => bendTones(copy, grey));
      expect([bent[0], bent[27], rises(bent)]).toEqual([0, 1, true]);
    }
    expect(changed(ramp, (copy) => bendTones(copy, 0.5))).toEqual(ramp);
  });
});

describe('hardenTones', () => {
  it('leaves hardly any grey but at the threshold', () => {
    for (const threshold of [0.25, 0.5, 0.6]) {
      const hard = changed(ramp, (copy) => hardenTones(copy, threshold, 20));
      expect([hard[0], hard[27], rises(hard)]).toEqual([0, 1, true]);
      hard.slice(0, 28).forEach((ink, x) => {
        if (x / 27 < threshold - 0.15) expect(ink).toBeLessThan(0.15);
        if (x / 27 > threshold + 0.15) expect(ink).toBeGreaterThan(0.85);
      });
      const at = changed(
        drawPicture(() => threshold),
        (copy) => hardenTones(copy, threshold, 20),
      );
      expect(at[0]).toBeCloseTo(0.5, 5);
    }
  });

  it('changes nothing at a threshold of 0.5 and steepness 1', () => {
    changed(ramp, (copy) => hardenTones(copy, 0.5, 1)).forEach((ink, i) => {
      expect(ink).toBeCloseTo(ramp[i], 6);
    });
  });
});
