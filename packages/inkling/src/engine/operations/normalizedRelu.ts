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
    if (!planner.training) {
      emitForward(operation, planner, fixedCoefficients(operation, planner).coefficients);
      return () => undefined;
    }
    const { x, y, channels, pool } = operation;
    const { mean, inverse, coefficients } = emitStatistics(operation, planner);
    const winners = emitForward(operation, planner, coefficients);
    const size = x.size / channels;

    return () => {
      const [values, dy] = [planner.value(x), planner.gradient(y)];
      const sums = planner.perRow(4 * 2 * channels);
      const rows = { perRow: 1 };
      const record = pool && planner.pool2dShape(pool);
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
  { x, y, channels, pool }: NormalizedReluOperation,
  planner: Planner,
  coefficients: number,
): Address {
  const winners = pool ? planner.perRow(y.size) : { at: 0 };
  planner.emit(
    pool
      ? call(
          'normalizedReluPool',
          planner.pool2dShape(pool),
          { perRow: 1 },
          planner.value(x),
          coefficients,
          planner.value(y),
          winners,
        )
      : call(
          'normalizedRelu',
          { perRow: x.size / channels },
          channels,
          planner.value(x),
          coefficients,
          planner.value(y),
        ),
  );
  return winners;
}
