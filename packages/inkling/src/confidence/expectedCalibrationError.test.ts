import { expect, it } from 'vitest';
import { expectedCalibrationError } from './expectedCalibrationError.js';

it('is the weighted mean gap between confidence and accuracy', () => {
  // Two bins of a half: (0.2 sure, 0 of 1 right) and (0.9, 0.7 sure; 1 of 2 right): (0.2 + |1 − 1.6|) / 3.
  expect(expectedCalibrationError([0.2, 0.9, 0.7], [false, true, false], 2)).toBeCloseTo(0.8 / 3, 12);
});

it('puts a confidence that is a bin’s upper end into that bin', () => {
  expect(expectedCalibrationError([0.5, 1], [true, false], 2)).toBeCloseTo((0.5 + 1) / 2, 12);
  expect(expectedCalibrationError([0.5, 0.51], [true, false], 2)).toBeCloseTo((0.5 + 0.51) / 2, 12);
  expect(expectedCalibrationError([0, 0.1], [true, false], 2)).toBeCloseTo((1 - 0.1) / 2, 12);
});

it('is 0 for perfect answers and for none', () => {
  expect(expectedCalibrationError([1, 1], [true, true])).toBe(0);
  expect(expectedCalibrationError([], [])).toBe(0);
});
