import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptiveCalibrationError, expectedCalibrationError } from './expectedCalibrationError.js';
import { equalMassBins, equalWidthBins } from './reliability.js';

const confidences = [0.2, 0.9, 0.7, 1];
const correct = [false, true, false, true];

describe('equalWidthBins', () => {
  it('agrees with bins filled by hand', () => {
    expect(equalWidthBins(confidences, correct, 2)).toEqual([
      { count: 1, confidence: 0.2, accuracy: 0 },
      { count: 3, confidence: expect.closeTo(2.6 / 3, 12), accuracy: 2 / 3 },
    ]);
    expect(equalWidthBins([0.6], [true], 3)[0]).toEqual({ count: 0, confidence: null, accuracy: null });
  });
});

describe('equalMassBins', () => {
  it('agrees with bins filled by hand', () => {
    expect(equalMassBins(confidences, correct, 2)).toEqual([
      { count: 2, confidence: expect.closeTo(0.45, 12), accuracy: 0 },
      { count: 2, confidence: expect.closeTo(0.95, 12), accuracy: 1 },
    ]);
  });

  it('holds every answer once, in bins that differ by one at most', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), fc.integer({ min: 1, max: 20 }), (p, bins) => {
        const right = p.map((_, i) => i % 2 === 0);
        const counts = equalMassBins(p, right, bins).map(({ count }) => count);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(p.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        const width = equalWidthBins(p, right, bins).reduce((sum, { count }) => sum + count, 0);
        expect(width).toBe(p.length);
      }),
    );
  });
});

describe('calibration errors', () => {
  it('agree with sums by hand', () => {
    // Width: |0 − 0.2|·1/4 + |2/3 − 2.6/3|·3/4; mass: |0 − 0.45|/2 + |1 − 0.95|/2.
    expect(expectedCalibrationError(confidences, correct, 2)).toBeCloseTo(0.05 + 0.15, 12);
    expect(adaptiveCalibrationError(confidences, correct, 2)).toBeCloseTo(0.25, 12);
  });

  it('differ where all answers share one bin of equal width', () => {
    // In one bin 0.985 against 0.5; in two |0.98 − 0| and |0.99 − 1|.
    expect(expectedCalibrationError([0.98, 0.99], [false, true], 15)).toBeCloseTo(0.485, 12);
    expect(adaptiveCalibrationError([0.98, 0.99], [false, true], 2)).toBeCloseTo(0.495, 12);
  });

  it('are 0 for no answers', () => {
    expect(adaptiveCalibrationError([], [])).toBe(0);
  });
});
