import type { ConfidenceStatistics } from './statistics.js';

/** Statistics of a network with three features: digits vary along two of them, and the head likes them along the first. */
export function smallStatistics(): ConfidenceStatistics {
  const head = {
    hiddenKernel: Float32Array.of(1, 0, 0, 1, 0, 0, 0, 0),
    hiddenBias: Float32Array.of(0, 0),
    outputKernel: Float32Array.of(1, -1),
    outputBias: 0.5,
  };
  return {
    calibration: { kind: 'temperature', temperature: 0.5 },
    conformal: {
      score: 'thresholded',
      truths: Float64Array.of(0, 0.001, 0.01, 0.2),
      labels: Uint8Array.of(1, 7, 1, 7),
    },
    detector: {
      layers: 3,
      directions: Int8Array.of(127, 0, 0, 127, 0, 0),
      units: Float32Array.of(1 / 127, 1 / 127),
      scales: Float32Array.of(1, 1),
      heads: [head],
      usual: [
        { middle: 1, width: 0.5 },
        { middle: 2.5, width: 2 },
        { middle: 3, width: 1 },
      ],
      threshold: -1,
      slope: 2,
    },
  };
}
