import { describe, expect, it } from 'vitest';
import { environment, expectGolden, textsOf } from './figures.fixture.js';
import { riskCoverageCurve } from './riskCoverageCurve.js';

/** A hundred answers, each less sure than the one before; the last, the fourth last and the tenth last are wrong. */
const confidences = Array.from({ length: 100 }, (_, i) => 1 - i / 200);
const correct = confidences.map((_, i) => ![99, 96, 90].includes(i));

describe('riskCoverageCurve', () => {
  it('says how many errors remain', () => {
    const svg = riskCoverageCurve(confidences, correct, environment);
    expectGolden('riskCoverageCurve', svg);
    const text = textsOf(svg).join(' ');
    for (const words of ['none refused, 3 wrong', '1 % refused, 2 wrong', '5 % refused, 1 wrong']) {
      expect(text).toContain(words);
    }
  });

  it.each([
    ['no answers', [], []],
    ['a single one', [0.5], [false]],
    ['answers that are all as sure', [0.5, 0.5], [false, true]],
  ])('draws %s without NaN in any coordinate', (_, some, right) => {
    expect(riskCoverageCurve(some, right, environment)).not.toContain('NaN');
  });
});
