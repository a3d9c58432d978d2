import { describe, expect, it } from 'vitest';
import { applyCalibration, fitCalibration } from './calibration.js';
import { sampleDistributions, sampleLabels } from './confidence.fixture.js';
import { softmax } from './logProbabilities.js';
import { applyTemperature } from './temperatureScaling.js';

const truths = sampleDistributions(3000, 4, 1);
const labels = sampleLabels(truths, 2);

describe('fitCalibration', () => {
  it('finds one temperature where one explains everything', () => {
    const shy = truths.map((p) => applyTemperature(p, 2));
    const { calibration, outOfFold } = fitCalibration({ distributions: shy, labels });
    expect(calibration.kind).toBe('temperature');
    const [first] = shy;
    applyCalibration(first, calibration).forEach((p, digit) => {
      expect(p).toBeCloseTo(truths[0][digit], 1);
    });
    expect(outOfFold).toHaveLength(shy.length);
    expect(outOfFold[0]).not.toEqual(applyCalibration(first, calibration));
  });

  it('takes a scale for each class where the classes are wrong in different ways', () => {
    const biased = truths.map((p) => softmax(p.map((value, i) => Math.log(value) + (i === 2 ? 1.5 : 0))));
    const { calibration } = fitCalibration({ distributions: biased, labels });
    expect(calibration.kind).toBe('vector');
    applyCalibration(biased[0], calibration).forEach((p, digit) => {
      expect(p).toBeCloseTo(truths[0][digit], 1);
    });
  });

  it('manages with a single answer', () => {
    expect(fitCalibration({ distributions: [[0.7, 0.3]], labels: [0] }).outOfFold).toHaveLength(1);
  });
});
