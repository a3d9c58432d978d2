import type { BatchNormalizationOperation, Normalization } from '../graph.js';
import { type Address, call } from '../plan.js';
import type { Planner } from '../planner.js';
import type { Lowering } from './lowering.js';

/**
 * y = γ·(x − mean)/√(variance + ε) + β, channel by channel. Training takes mean and variance of the whole batch, for
 * which all shards must be there, forward and back; otherwise the moving ones serve.
 */
export const batchNormalization: Lowering<BatchNormalizationOperation> = {
  barriers: ({ frozen }) => (frozen ? 0 : 1),
  batchTensors: ({ x }) => [x],
  batchGradients: ({ y }) => [y],

  lower(operation, planner) {
    return planner.training && !operation.frozen ? lowerTraining(operation, planner) : lowerFixed(operation, planner);
  },
};

function lowerFixed(operation: BatchNormalizationOperation, planner: Planner): () => void {
  const { x, y, channels } = operation;
  const positions = { perRow: x.size / channels };
  const { coefficients, slopes } = fixedCoefficients(operation, planner);
  planner.emit(call('scaleChannels', positions, channels, planner.value(x), coefficients, planner.value(y)));
  return () => {
    if (!planner.needsGradient(x)) return;
    planner.emit(call('scaleChannels', positions, channels, planner.gradient(y), slopes, planner.gradient(x)));
  };
}

/**
 * With statistics that do not depend on the batch it is one factor and one offset for each channel: `coefficients` of y, `slopes`
 * of dx.
 */
export function fixedCoefficients(
  { gamma, beta, movingMean, movingVariance, channels, epsilon }: Normalization,
  planner: Planner,
): { coefficients: number; slopes: number } {
  const inverse = planner.shared(channels);
  const coefficients = planner.shared(2 * channels);
  const factor = gamma ? planner.parameterValues(gamma) : 0;
  const offset = beta ? planner.parameterValues(beta) : 0;
  const mean = planner.parameterValues(movingMean);
  const noMean = planner.shared(channels);
  const slopes = planner.shared(2 * channels);
  // None of them is trained where these are used.
  planner.derive(
    movingVariance,
    call('inverseDeviation', channels, planner.parameterValues(movingVariance), epsilon, inverse),
    call('batchNormalizationScale', channels, mean, inverse, factor, offset, coefficients),
    call('batchNormalizationScale', channels, noMean, inverse, factor, 0, slopes),
  );
  return { coefficients, slopes };
}

function lowerTraining(operation: BatchNormalizationOperation, planner: Planner): () => void {
  const { x, y, channels } = operation;
  const size = x.size / channels;
  const rows = { perRow: 1 };
  const positions = { perRow: size };
  const values = planner.value(x);
  const { mean, inverse, coefficients } = emitStatistics(operation, planner);
  planner.emit(call('scaleChannels', positions, channels, values, coefficients, planner.value(y)));

  return () => {
    const dy = planner.gradient(y);
    const sums = planner.perRow(4 * 2 * channels);
    planner.emit(call('batchNormalizationSums', rows, size, channels, values, dy, mean, inverse, sums));
    const slopes = emitGradients(operation, planner, sums, mean, inverse);
    if (!planner.needsGradient(x)) return;
    planner.emit(call('batchNormalizationBackward', positions, channels, values, dy, slopes, planner.gradient(x)));
  };
}

/** Where the statistics of the batch lie when its barrier is passed, and the `coefficients` of y = a·x + b. */
export function emitStatistics(
  { x, gamma, beta, movingMean, movingVariance, channels, momentum, epsilon }: Normalization,
  planner: Planner,
): { mean: number; inverse: number; coefficients: number } {
  const size = x.size / channels;
  const batchRows = { perBatchRow: 1 };
  const moments = planner.perRow(4 * 2 * channels);
  const mean = planner.shared(3 * channels);
  const inverse = mean + 4 * 2 * channels;
  const coefficients = planner.shared(2 * channels);
  const factor = gamma ? planner.parameterValues(gamma) : 0;
  const offset = beta ? planner.parameterValues(beta) : 0;
  const moving = [planner.parameterValues(movingMean), planner.parameterValues(movingVariance)];
  planner.emit(call('batchMoments', { perRow: 1 }, size, channels, planner.value(x), moments));
  planner.barrier([
    [
      call('batchStatistics', batchRows, size, channels, moments.at, epsilon, momentum, mean, ...moving),
      call('batchNormalizationScale', channels, mean, inverse, factor, offset, coefficients),
    ],
  ]);
  return { mean, inverse, coefficients };
}

/** The gradients of γ and β from the `sums` of each row, behind a barrier. Returns where the slopes of dx = a·dy + b·x + c lie. */
export function emitGradients(
  { x, gamma, beta, channels }: Normalization,
  planner: Planner,
  sums: Address,
  mean: number,
  inverse: number,
): number {
  const slopes = planner.shared(3 * channels);
  const factor = gamma ? planner.parameterValues(gamma) : 0;
  const dGamma = gamma ? planner.parameterGradient(gamma) : 0;
  const dBeta = beta ? planner.parameterGradient(beta) : 0;
  const whole = [sums.at, mean, inverse, factor, dGamma, dBeta, slopes];
  planner.barrier([[call('batchNormalizationGradients', { perBatchRow: 1 }, x.size / channels, channels, ...whole)]]);
  for (const parameter of [gamma, beta]) if (parameter) planner.reduce(parameter, 0, parameter.size, []);
  return slopes;
}
