const BINS = 256;

/**
 * The threshold that parts values into two groups as far from each other as can be (largest variance between them).
 * N. Otsu, "A threshold selection method from gray-level histograms", IEEE SMC 9 (1979). The one value, if there is one.
 */
export function otsuThreshold(values: Float32Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high - low > 1e-6)) return values.length === 0 ? 0 : low;

  const counts = new Float64Array(BINS);
  const scale = BINS / (high - low);
  for (let i = 0; i < values.length; i++) counts[Math.min(BINS - 1, Math.floor((values[i] - low) * scale))]++;
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) total += counts[bin] * bin;
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let bestBin = 0;
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin];
    sumBelow += counts[bin] * bin;
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const distance = sumBelow / below - (total - sumBelow) / above;
    const between = below * above * distance * distance;
    if (between > best) {
      best = between;
      bestBin = bin;
    }
  }
  return low + (bestBin + 1) / scale;
}
