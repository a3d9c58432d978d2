import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterRefusing, riskCoverage } from './riskCoverage.js';

describe('riskCoverage', () => {
  it('agrees with a curve drawn by hand', () => {
    expect(riskCoverage([0.6, 0.9, 0.6, 1], [false, true, true, false])).toEqual([
      { coverage: 0.25, risk: 1, errors: 1, threshold: 1 },
      { coverage: 0.5, risk: 0.5, errors: 1, threshold: 0.9 },
      { coverage: 1, risk: 0.5, errors: 2, threshold: 0.6 },
    ]);
    expect(riskCoverage([], [])).toEqual([]);
  });

  it('ends with all answers and never loses an error as it keeps more', () => {
    const answer = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1 }), (answers) => {
        const correct = answers.map(([, right]) => right);
        const curve = riskCoverage(
          answers.map(([confidence]) => confidence / 5),
          correct,
        );
        expect(curve.at(-1)).toMatchObject({ coverage: 1, errors: correct.filter((right) => !right).length });
        for (let i = 1; i < curve.length; i++) {
          expect(curve[i].coverage).toBeGreaterThan(curve[i - 1].coverage);
          expect(curve[i].threshold).toBeLessThan(curve[i - 1].threshold);
          expect(curve[i].errors).toBeGreaterThanOrEqual(curve[i - 1].errors);
        }
      }),
    );
  });
});

describe('afterRefusing', () => {
  const curve = riskCoverage([0.9, 0.8, 0.8, 0.7], [true, true, false, false]);

  it('keeps as many as may be kept', () => {
    expect(afterRefusing(curve, 0)).toMatchObject({ coverage: 1, errors: 2 });
    expect(afterRefusing(curve, 0.25)).toMatchObject({ coverage: 0.75, errors: 1 });
    // Two answers share 0.8, and three are too many.
    expect(afterRefusing(curve, 0.5)).toMatchObject({ coverage: 0.25, errors: 0 });
    expect(afterRefusing(curve, 0.9)).toBeUndefined();
  });
});
