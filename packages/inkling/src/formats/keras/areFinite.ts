/** Whether no value is infinite or not a number. A plain loop, since it runs over whole models, once, in cold code. */
export function areFinite(values: Float32Array): boolean {
  let zero = 0;
  for (let i = 0; i < values.length; i++) zero += values[i] * 0;
  return zero === 0;
}
