import { describe, expect, it } from 'vitest';
import { type VerdictEvidence, verdictOf, worstVerdict } from './verdict.js';

/** Ten probabilities: the given digits', the rest shared equally. */
function distribution(given: Record<number, number>): number[] {
  const rest = 1 - Object.values(given).reduce((sum, p) => sum + p, 0);
  return Array.from({ length: 10 }, (_, digit) => given[digit] ?? rest / (10 - Object.keys(given).length));
}

const seven = distribution({ 7: 0.998 });
const evidence = (changes: Partial<VerdictEvidence>): VerdictEvidence => ({
  softmax: seven,
  probabilities: seven,
  candidates: [7],
  isDigit: null,
  blank: false,
  ...changes,
});

describe('verdictOf', () => {
  it('is sure of a clear winner', () => {
    expect(verdictOf(evidence({}))).toBe('sure');
  });

  it('refuses a blank picture, however the network votes', () => {
    expect(verdictOf(evidence({ blank: true }))).toBe('not-a-digit');
  });

  it('refuses what is below the threshold of isDigit', () => {
    expect(verdictOf(evidence({ isDigit: 0.49 }))).toBe('not-a-digit');
    expect(verdictOf(evidence({ isDigit: 0.5 }))).toBe('sure');
    expect(verdictOf(evidence({ isDigit: 0.02, isDigitThreshold: 0.01 }))).toBe('sure');
  });

  it('is unsure where the single pass has another winner', () => {
    expect(verdictOf(evidence({ softmax: distribution({ 1: 0.99 }) }))).toBe('unsure');
  });

  it('is unsure where the set holds more than the winner', () => {
    expect(verdictOf(evidence({ candidates: [7, 1], isDigit: 1 }))).toBe('unsure');
  });

  it('asks for 0.9 only where there are no statistics', () => {
    const barely = distribution({ 7: 0.9 });
    const weak = distribution({ 7: 0.899 });
    expect(verdictOf(evidence({ softmax: barely, probabilities: barely }))).toBe('sure');
    expect(verdictOf(evidence({ softmax: weak, probabilities: weak }))).toBe('unsure');
    expect(verdictOf(evidence({ softmax: weak, probabilities: weak, isDigit: 1 }))).toBe('sure');
  });

  it('is not sure of NaN', () => {
    const broken = new Array(10).fill(Number.NaN);
    expect(verdictOf(evidence({ softmax: broken, probabilities: broken, candidates: [0] }))).toBe('unsure');
  });
});

it('gives a picture the worst verdict of its digits', () => {
  expect(worstVerdict(['sure', 'sure'])).toBe('sure');
  expect(worstVerdict(['sure', 'unsure'])).toBe('unsure');
  expect(worstVerdict(['unsure', 'not-a-digit', 'sure'])).toBe('not-a-digit');
  expect(worstVerdict([])).toBe('not-a-digit');
});
