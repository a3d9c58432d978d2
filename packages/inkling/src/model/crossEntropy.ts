/** Keras keeps probabilities this far from 0 before it takes their logarithm. */
const EPSILON = 1e-7;

/** Natural logarithms, in float64, of the probabilities that one sample's outputs are, or whose logits they are. */
export function logProbabilities(outputs: Float32Array, fromLogits: boolean): Float64Array {
  if (!fromLogits) return Float64Array.from(outputs, (probability) => Math.log(Math.max(probability, EPSILON)));
  const largest = outputs.reduce((a, b) => Math.max(a, b));
  const normaliser = largest + Math.log(outputs.reduce((sum, x) => sum + Math.exp(x - largest), 0));
  return Float64Array.from(outputs, (logit) => logit - normaliser);
}
