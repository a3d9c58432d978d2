import { describe, expect, it } from 'vitest';
import { type DigitEvidence, describeDigits } from './describeDigits.js';

function evidence(digit: number, p: number, other = (digit + 3) % 10): DigitEvidence {
  const softmax = Array.from({ length: 10 }, (_, d) => (d === digit ? p : d === other ? 1 - p : 0));
  return { softmax, box: [digit, 0, 5, 9], blank: false };
}

describe('describeDigits', () => {
  it('joins digits to lines and their probabilities to one', () => {
    const reading = describeDigits([[evidence(2, 1), evidence(0, 0.95)], [evidence(6, 0.98)]], ['note']);
    expect(reading).toMatchObject({ text: '20\n6', verdict: 'sure', isDigit: null, warnings: ['note'] });
    expect(reading.confidence).toBeCloseTo(0.95 * 0.98, 12);
    expect(reading.sentence).toBe('20 6, 93 %; uncalibrated');
    expect(reading.digits.map(({ digit }) => digit)).toEqual([2, 0, 6]);
    expect(reading.digits[1]).toMatchObject({ probability: 0.95, candidates: [0], spread: 0, box: [0, 0, 5, 9] });
  });

  it('says where each digit is clear, but not how they are parted', () => {
    const lines = [[evidence(2, 1), evidence(0, 0.95)]];
    expect(describeDigits(lines, [], { share: 0.95 }).sentence).toBe('20, 90 %; uncalibrated');
    const { sentence, verdict } = describeDigits(lines, [], { share: 0.8 });
    expect(sentence).toBe('20, 76 %: where one digit ends and the next begins is doubtful; uncalibrated');
    expect(verdict).toBe('sure');
  });

  it('names the most doubtful digit by its place', () => {
    const reading = describeDigits([[evidence(2, 0.8), evidence(4, 0.5, 9), evidence(6, 1)]], []);
    expect(reading.verdict).toBe('unsure');
    expect(reading.sentence).toBe('246, 40 %; digit 2: 4, 50 %, but perhaps a 9 (50 %); uncalibrated');
  });

  it('believes the probabilities, and is unsure where the single pass says something else', () => {
    const [pass, mean] = [evidence(4, 1).softmax, evidence(9, 0.99).softmax];
    const one = { softmax: pass, probabilities: mean, spread: 0.2, box: [0, 0, 1, 1], blank: false } as const;
    const reading = describeDigits([[one]], []);
    expect(reading).toMatchObject({ text: '9', confidence: 0.99, verdict: 'unsure' });
    expect(reading.digits[0]).toMatchObject({ digit: 9, softmax: pass, probabilities: mean, spread: 0.2 });
  });

  it('reads nothing in a blank picture', () => {
    const reading = describeDigits([[{ ...evidence(4, 1), blank: true }]], []);
    expect(reading).toMatchObject({ text: '', confidence: 0, verdict: 'not-a-digit' });
    expect(reading.sentence).toBe('nothing to read: the picture is blank');
  });
});
