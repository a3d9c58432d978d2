import { it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { cropRowsReference, type PaddedRows, padRowsReference } from './padding.reference.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

/** Pictures of `height` × `width` × `channels` with zeros above, below, left and right. */
function padded(
  [height, width, channels]: readonly [number, number, number],
  [top, bottom, left, right]: readonly [number, number, number, number],
): PaddedRows {
  const paddedRow = (left + width + right) * channels;
  const paddedSize = (top + height + bottom) * paddedRow;
  const before = top * paddedRow + left * channels;
  return { samples: 3, height, row: width * channels, paddedSize, paddedRow, before };
}

const cases: [string, PaddedRows][] = [
  ['all sides alike', padded([4, 5, 3], [1, 1, 1, 1])],
  ['each side another', padded([3, 4, 1], [0, 2, 3, 1])],
  ['no zeros at all', padded([2, 3, 4], [0, 0, 0, 0])],
  ['one pixel', padded([1, 1, 1], [2, 0, 0, 3])],
  ['many channels', padded([3, 2, 17], [1, 0, 0, 1])],
];

describeKernels('padding', (bench) => {
  it.each(cases)('%s: pads and crops', (_, rows) => {
    const { samples, height, row, paddedSize, paddedRow, before } = rows;
    const x = randomValues(samples * height * row, 1);
    const y = bench.output(samples * paddedSize);
    bench.kernels.padRows(samples, height, row, paddedSize, paddedRow, before, bench.input(x), y);
    expectClose(bench.floats(y, samples * paddedSize), padRowsReference(rows, x), 0, 'y');
    const dy = randomValues(samples * paddedSize, 2);
    const dx = bench.output(x.length);
    bench.kernels.cropRows(samples, height, row, paddedSize, paddedRow, before, bench.input(dy), dx);
    expectClose(bench.floats(dx, x.length), cropRowsReference(rows, dy), 0, 'dx');
  });
});
