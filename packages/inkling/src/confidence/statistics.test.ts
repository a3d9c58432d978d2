import { describe, expect, it } from 'vitest';
import { smallStatistics } from './statistics.fixture.js';
import { thresholdAt } from './statistics.js';

/** Of each digit nine truths with the scores 0.01 · digit + 0.1 · (1 … 9), all in ascending order. */
function tenDigits() {
  const all = Array.from({ length: 90 }, (_, i) => ({
    truth: 0.01 * (i % 10) + 0.1 * (1 + Math.floor(i / 10)),
    label: i % 10,
  }));
  all.sort((a, b) => a.truth - b.truth);
  const truths = Float64Array.from(all, ({ truth }) => truth);
  const labels = Uint8Array.from(all, ({ label }) => label);
  return { ...smallStatistics(), conformal: { score: 'thresholded', truths, labels } as const };
}

describe('thresholdAt', () => {
  it('is the ⌈(n + 1)·coverage⌉-th smallest score of all truths, or of each digit by itself', () => {
    const all = thresholdAt(tenDigits(), { coverage: 0.5 });
    // ⌈91 · 0.5⌉ = 46th of all: five tens and five of the sixth.
    expect(all).toMatchObject({ images: 90, coverage: 0.5, threshold: expect.closeTo(0.55, 9) });
    const each = thresholdAt(tenDigits(), { coverage: 0.5, classConditional: true });
    // ⌈10 · 0.5⌉ = 5th of nine.
    const fifths = Array.from({ length: 10 }, (_, digit) => expect.closeTo(0.5 + 0.01 * digit, 9));
    expect(each).toEqual({ score: 'thresholded', images: 9, coverage: 0.5, threshold: fifths });
  });

  it('promises of each digit by itself no more than its images support', () => {
    expect(thresholdAt(tenDigits()).coverage).toBeCloseTo(90 / 91, 12);
    expect(thresholdAt(tenDigits(), { classConditional: true }).coverage).toBeCloseTo(0.9, 12);
  });
});
