import type { NormalizedReluOperation } from '../graph.js';
import { type Address, call } from '../plan.js';
import type { Planner } from '../planner.js';
import { emitGradients, emitStatistics, fixedCoefficients } from './batchNormalization.js';
import type { Lowering } from './lowering.js';

/** y = relu(batchNormalization(x)), and the largest of each 2×2 window of it where pooling follows. */
export const normalizedRelu: Lowering<NormalizedReluOperation> = {
  barriers: () => 1,
  batchTensors: ({ x }) => [x],
  batchGradients: ({ y }) => [y],

  lower(operation, planner) {
    const { x, y, channels, pool } = operation;
    const record = pool && planner.pool2dShape(pool);
    if (!planner.training) {
      emitForward(operation, planner, record, fixedCoefficients(operation, planner).coefficients);
      return () => undefined;
    }
    const { mean, inverse, coefficients } = emitStatistics(operation, planner);
    const winners = emitForward(operation, planner, record, coefficients);
    const size = x.size / channels;

    return () => {
      const [values, dy] = [planner.value(x), planner.gradient(y)];
      const sums = planner.perRow(4 * 2 * channels);
      const rows = { perRow: 1 };
      planner.emit(
        record
          ? call('normalizedReluPoolSums', record, rows, values, winners, dy, mean, inverse, sums)
          : call('normalizedReluSums', rows, size, channels, values, dy, coefficients, mean, inverse, sums),
      );
      const slopes = emitGradients(operation, planner, sums, mean, inverse);
      if (!planner.needsGradient(x)) return;
      const dx = planner.gradient(x);
      planner.emit(
        record
          ? call('normalizedReluPoolBackward', record, rows, values, winners, dy, slopes, dx)
          : call('normalizedReluBackward', { perRow: size }, channels, values, dy, coefficients, slopes, dx),
      );
    };
  },
};

/** Returns where the winners of windows lie, if there are such. */
function emitForward(
  { x, y, channels }: NormalizedReluOperation,
  planner: Planner,
  record: number | undefined,
  coefficients: number,
): Address {
  const winners = record === undefined ? { at: 0 } : planner.perRow(y.size);
  const [values, outputs] = [planner.value(x), planner.value(y)];
  planner.emit(
    record === undefined
      ? call('normalizedRelu', { perRow: x.size / channels }, channels, values, coefficients, outputs)
      : call('normalizedReluPool', record, { perRow: 1 }, values, coefficients, outputs, winners),
  );
  return winners;
}
