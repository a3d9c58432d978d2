import type { BatchNormalizationOperation } from '../graph.js';
import { type Address, call } from '../plan.js';
import type { Planner } from '../planner.js';
import type { Lowering } from './lowering.js';

/**
 * y = γ·(x − mean)/√(variance + ε) + β, channel by channel. Training takes mean and variance of the whole batch, for
 * which all shards must be there, forward and back; otherwise the moving ones serve.
 */
export const batchNormalization: Lowering<BatchNormalizationOperation> = {
  barriers: ({ frozen }) => (frozen ? 0 : 1),
  batchTensors: ({ x, y }) => [x, y],

  lower(operation, planner) {
    return planner.training && !operation.frozen ? lowerTraining(operation, planner) : lowerFixed(operation, planner);
  },
};

/** With statistics that do not depend on the batch it is one factor and one offset for each channel. */
function lowerFixed(operation: BatchNormalizationOperation, planner: Planner): () => void {
  const { x, y, gamma, beta, movingMean, movingVariance, channels, epsilon } = operation;
  const positions = { perRow: x.size / channels };
  const inverse = planner.shared(channels);
  const coefficients = planner.shared(2 * channels);
  const factor = gamma ? planner.parameterValues(gamma) : 0;
  const offset = beta ? planner.parameterValues(beta) : 0;
  const mean = planner.parameterValues(movingMean);
  const noMean = planner.shared(channels);
  const slopes = planner.shared(2 * channels);
  planner.derive(
    call('inverseDeviation', channels, planner.parameterValues(movingVariance), epsilon, inverse),
    call('batchNormalizationScale', channels, mean, inverse, factor, offset, coefficients),
    call('batchNormalizationScale', channels, noMean, inverse, factor, 0, slopes),
  );
  planner.emit(call('scaleChannels', positions, channels, planner.value(x), coefficients, planner.value(y)));
  return () => {
    if (!planner.needsGradient(x)) return;
    planner.emit(call('scaleChannels', positions, channels, planner.gradient(y), slopes, planner.gradient(x)));
  };
}

function lowerTraining(operation: BatchNormalizationOperation, planner: Planner): () => void {
  const { x, y, gamma, beta, movingMean, movingVariance, channels, momentum, epsilon } = operation;
  const size = x.size / channels;
  const rows = { perRow: 1 };
  const batchRows = { perBatchRow: 1 };
  const positions = { perRow: size };
  const values = planner.value(x);
  const moments = planner.perRow(4 * 2 * channels);
  const mean = planner.shared(3 * channels);
  const inverse = mean + 4 * 2 * channels;
  const coefficients = planner.shared(2 * channels);
  const factor = gamma ? planner.parameterValues(gamma) : 0;
  const offset = beta ? planner.parameterValues(beta) : 0;
  const moving = [planner.parameterValues(movingMean), planner.parameterValues(movingVariance)];
  planner.emit(call('batchMoments', rows, size, channels, values, moments));
  planner.barrier([
    [
      call('batchStatistics', batchRows, size, channels, moments.at, epsilon, momentum, mean, ...moving),
      call('batchNormalizationScale', channels, mean, inverse, factor, offset, coefficients),
    ],
  ]);
  planner.emit(call('scaleChannels', positions, channels, values, coefficients, planner.value(y)));

  return () => {
    const dy = planner.gradient(y);
    const sums: Address = planner.perRow(4 * 2 * channels);
    const slopes = planner.shared(3 * channels);
    const dGamma = gamma ? planner.parameterGradient(gamma) : 0;
    const dBeta = beta ? planner.parameterGradient(beta) : 0;
    const whole = [sums.at, mean, inverse, factor, dGamma, dBeta, slopes];
    planner.emit(call('batchNormalizationSums', rows, size, channels, values, dy, mean, inverse, sums));
    planner.barrier([[call('batchNormalizationGradients', batchRows, size, channels, ...whole)]]);
    for (const parameter of [gamma, beta]) if (parameter) planner.reduce(parameter, 0, parameter.size, []);
    if (!planner.needsGradient(x)) return;
    planner.emit(call('batchNormalizationBackward', positions, channels, values, dy, slopes, planner.gradient(x)));
  };
}
