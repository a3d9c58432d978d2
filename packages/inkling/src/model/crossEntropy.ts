/** Keras keeps probabilities this far from 0 before it takes their logarithm. */
const EPSILON = 1e-7;

/**
 * Mean sparse categorical cross-entropy of outputs `[n, classes]` (probabilities, or logits), and the share of samples
 * whose largest output is their label; among equals the first counts.
 */
export function crossEntropy(
  outputs: Float32Array,
  labels: Uint8Array,
  fromLogits: boolean,
): { loss: number; accuracy: number } {
  const classes = outputs.length / labels.length;
  let loss = 0;
  let correct = 0;
  labels.forEach((label, i) => {
    const row = outputs.subarray(i * classes, (i + 1) * classes);
    const best = row.indexOf(row.reduce((a, b) => Math.max(a, b)));
    if (best === label) correct++;
    loss -= fromLogits
      ? row[label] - row[best] - Math.log(row.reduce((sum, x) => sum + Math.exp(x - row[best]), 0))
      : Math.log(Math.max(row[label], EPSILON));
  });
  return { loss: loss / labels.length, accuracy: correct / labels.length };
}
