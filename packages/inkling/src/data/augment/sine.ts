// Taylor's series by Horner's rule. Math.sin may round differently in other engines, and the same seed shall give the same
// pictures in all of them; + − × ÷ are exact by IEEE 754. Off by at most 1e-6 where |angle| ≤ π.

/** @param angle −π..π */
export function sine(angle: number): number {
  const square = angle * angle;
  let series = 1;
  for (let k = 16; k >= 2; k -= 2) series = 1 - (square / (k * (k + 1))) * series;
  return angle * series;
}

/** @param angle −π..π */
export function cosine(angle: number): number {
  const square = angle * angle;
  let series = 1;
  for (let k = 17; k >= 1; k -= 2) series = 1 - (square / (k * (k + 1))) * series;
  return series;
}
