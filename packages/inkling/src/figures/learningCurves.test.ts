import { describe, expect, it } from 'vitest';
import { environment, expectGolden, textsOf } from './figures.fixture.js';
import { learningCurves } from './learningCurves.js';

const epochs = [
  { epoch: 1, loss: 0.36, accuracy: 0.89, validationLoss: 0.16, validationAccuracy: 0.955 },
  { epoch: 2, loss: 0.14, accuracy: 0.958, validationLoss: 0.09, validationAccuracy: 0.974 },
  { epoch: 3, loss: 0.09, accuracy: 0.972, validationLoss: 0.07, validationAccuracy: 0.982 },
  { epoch: 4, loss: 0.06, accuracy: 0.981, validationLoss: 0.08, validationAccuracy: 0.98 },
];

describe('learningCurves', () => {
  it('shows four epochs, the third of which was kept', () => {
    const svg = learningCurves({ epochs, bestEpoch: 3 }, environment);
    expectGolden('learningCurves', svg);
    expect(textsOf(svg)).toContain('Kept: epoch 3 of 4, validation accuracy 98.2 %, loss 0.07');
  });

  it('shows a single epoch', () => {
    expectGolden('learningCurvesOneEpoch', learningCurves({ epochs: epochs.slice(0, 1), bestEpoch: 1 }, environment));
  });

  it('shows a training without validation, and a long one', () => {
    const long = Array.from({ length: 60 }, (_, i) => ({ epoch: i + 1, loss: 1 / (i + 1), accuracy: 0.9 }));
    const svg = learningCurves({ epochs: long, bestEpoch: 60 }, environment);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Kept: epoch 60 of 60', '1', '10', '60']));
    expect(svg.match(/<circle/g)).toHaveLength(3);
  });

  it.each([
    ['no epochs', []],
    ['a diverged one', [{ epoch: 1, loss: Number.NaN, accuracy: 0.1 }]],
    ['one like the other', [1, 2].map((epoch) => ({ epoch, loss: 0, accuracy: 1 }))],
  ])('draws %s without NaN in any coordinate', (_, some) => {
    expect(learningCurves({ epochs: some, bestEpoch: 1 }, environment)).not.toContain('NaN');
  });
});
