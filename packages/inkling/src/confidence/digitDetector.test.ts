import { describe, expect, it } from 'vitest';
import { detectDigit, opinionsOn, sumOfOpinions } from './digitDetector.js';
import { smallStatistics } from './statistics.fixture.js';

const { detector } = smallStatistics();

describe('detectDigit', () => {
  it('adds up familiarity, head and sureness in units of what is usual', () => {
    // (3, 4) of (3, 4, 12) is familiar; head relu(3) − relu(4) + 0.5; odds of 0.5, but for the doubt that is never left out.
    const features = Float32Array.of(3, 4, 12);
    const opinions = opinionsOn(detector, features, 0.5);
    expect(opinions[0]).toBeCloseTo(5 / 13, 6);
    expect(opinions[1]).toBeCloseTo(-0.5, 6);
    expect(opinions[2]).toBeCloseTo(Math.log(0.5 / 0.5001), 9);
    const sum = (5 / 13 - 1) / 0.5 + (-0.5 - 2.5) / 2 + Math.log(0.5 / 0.5001) - 3;
    expect(sumOfOpinions(opinions, detector.usual)).toBeCloseTo(sum, 6);
    expect(detectDigit(detector, [features], [0.5])).toBeCloseTo(1 / (1 + Math.exp(-2 * (sum + 1))), 9);
  });

  it('does not let one good opinion make up for a bad one', () => {
    const far = { ...detector, usual: detector.usual.map((usual) => ({ ...usual, middle: usual.middle - 1000 })) };
    expect(sumOfOpinions(opinionsOn(far, Float32Array.of(1, 0, 0), 0.9), far.usual)).toBeCloseTo(3 * 0.6, 9);
  });

  it('believes the worst of several ways to see a digit', () => {
    const [good, bad] = [Float32Array.of(5, 0, 0), Float32Array.of(0, 5, 0)];
    const alone = detectDigit(detector, [bad], [0.9]);
    expect(detectDigit(detector, [good, bad], [0.9, 0.9])).toBe(alone);
    expect(detectDigit(detector, [good], [0.9])).toBeGreaterThan(alone);
  });

  it('refuses the features of another network', () => {
    expect(() => detectDigit(detector, [new Float32Array(4)], [0.9])).toThrow(
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringMatching(/of 3 features.* has 4/) }),
    );
  });

  it('answers for features that are all 0, and where the network is certain', () => {
    expect(detectDigit(detector, [new Float32Array(3)], [1])).toBeGreaterThanOrEqual(0);
  });
});
