import { describe, expect, it } from 'vitest';
import { environment, expectGolden, textsOf } from './figures.fixture.js';
import { reliabilityDiagram } from './reliabilityDiagram.js';

/** Ten answers: sure of 0.95 and right in 7 of 8, sure of 0.5 and right in 1 of 2. */
const confidences = [...new Array<number>(8).fill(0.95), 0.5, 0.5];
const correct = [...new Array<boolean>(7).fill(true), false, true, false];

describe('reliabilityDiagram', () => {
  it('draws a column for each bin that holds answers, and says both errors', () => {
    const svg = reliabilityDiagram(confidences, correct, environment);
    expectGolden('reliabilityDiagram', svg);
    // (8 · |0.95 − 0.875| + 2 · |0.5 − 0.5|) / 10 = 0.06.
    expect(textsOf(svg).join(' ')).toContain('10 answers; calibration error 6.00 %');
    expect(svg).toContain('sure of 95 %: 88 % right');
  });

  it('parts the thousands of its counts', () => {
    const many = new Array<number>(1_200).fill(0.95);
    const texts = textsOf(
      reliabilityDiagram(
        many,
        many.map(() => true),
        environment,
      ),
    );
    expect(texts.join(' ')).toContain('1,200 answers');
    expect(texts).toContain('1,200');
  });

  it.each([
    ['no answers', [], []],
    ['one that is right for certain', [1], [true]],
    ['one that is wrong for certain', [1], [false]],
  ])('draws %s without NaN in any coordinate', (_, some, right) => {
    expect(reliabilityDiagram(some, right, environment)).not.toContain('NaN');
  });
});
