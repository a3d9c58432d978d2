import { Simd } from './simd.as';

/** Positions that are summed before their sum joins the others, so that roundings do not pile up. */
const BLOCK: usize = 64;

/** For each row of x [rows, positions, channels]: moments [rows][2][channels] = mean, Σ (x − mean)². */
export function batchMoments(rows: usize, positions: usize, channels: usize, x: usize, moments: usize): void {
  const size = positions * channels * 4;
  const each = f32x4.splat(1 / f32(positions));
  for (; rows; rows--) {
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const place = x + channel * 4;
      const rest = channels - channel;
      let sum = f32x4.splat(0);
      for (let next = place; next < place + size; ) {
        const end = min(next + BLOCK * channels * 4, place + size);
        let part = f32x4.splat(0);
        for (; next < end; next += channels * 4) part = f32x4.add(part, v128.load(next));
        sum = f32x4.add(sum, part);
      }
      const mean = f32x4.mul(sum, each);
      let squares = f32x4.splat(0);
      for (let next = place; next < place + size; ) {
        const end = min(next + BLOCK * channels * 4, place + size);
        let part = f32x4.splat(0);
        for (; next < end; next += channels * 4) {
          const difference = f32x4.sub(v128.load(next), mean);
          part = Simd.madd(difference, difference, part);
        }
        squares = f32x4.add(squares, part);
      }
      Simd.storeWidth(moments + channel * 4, mean, rest);
      Simd.storeWidth(moments + (channels + channel) * 4, squares, rest);
    }
    x += size;
    moments += channels * 8;
  }
}

/**
 * The mean of all rows and their variance about it (Chan, Golub and LeVeque 1983, for groups of equal size), summed in
 * the order of rows: statistics [3][channels] = mean, variance, 1/√(variance + ε). The moving ones take their share of
 * it: moving += (new − moving)·(1 − momentum).
 */
export function batchStatistics(
  rows: usize,
  positions: usize,
  channels: usize,
  moments: usize,
  epsilon: f32,
  momentum: f32,
  statistics: usize,
  movingMean: usize,
  movingVariance: usize,
): void {
  for (let channel: usize = 0; channel < channels; channel++) {
    const first = moments + channel * 4;
    let sum: f64 = 0;
    for (let row: usize = 0; row < rows; row++) sum += load<f32>(first + row * channels * 8);
    const mean = sum / f64(rows);
    let within: f64 = 0;
    let between: f64 = 0;
    for (let row: usize = 0; row < rows; row++) {
      const place = first + row * channels * 8;
      const difference = f64(load<f32>(place)) - mean;
      between += difference * difference;
      within += load<f32>(place + channels * 4);
    }
    const variance = (within + f64(positions) * between) / (f64(rows) * f64(positions));
    const place = statistics + channel * 4;
    store<f32>(place, f32(mean));
    store<f32>(place + channels * 4, f32(variance));
    store<f32>(place + channels * 8, f32(1 / Math.sqrt(variance + f64(epsilon))));
    move(movingMean + channel * 4, f32(mean), momentum);
    move(movingVariance + channel * 4, f32(variance), momentum);
  }
}

function move(moving: usize, value: f32, momentum: f32): void {
  store<f32>(moving, load<f32>(moving) * momentum + value * (1 - momentum));
}

/** coefficients [2][channels] = γ·inverse, β − mean·γ·inverse; γ is 1 and β is 0 where their address is 0. */
export function batchNormalizationScale(
  channels: usize,
  mean: usize,
  inverse: usize,
  gamma: usize,
  beta: usize,
  coefficients: usize,
): void {
  for (let offset: usize = 0; offset < channels * 4; offset += 4) {
    const scale = load<f32>(inverse + offset) * (gamma ? load<f32>(gamma + offset) : 1);
    store<f32>(coefficients + offset, scale);
    const shift = (beta ? load<f32>(beta + offset) : 0) - load<f32>(mean + offset) * scale;
    store<f32>(coefficients + channels * 4 + offset, shift);
  }
}

/** inverse [n] = 1/√(variance + ε). */
export function inverseDeviation(n: usize, variance: usize, epsilon: f32, inverse: usize): void {
  const one = f32x4.splat(1);
  const margin = f32x4.splat(epsilon);
  for (let i: usize = 0; i < n; i += 4) {
    const deviation = f32x4.sqrt(f32x4.add(v128.load(variance + i * 4), margin));
    Simd.storeWidth(inverse + i * 4, f32x4.div(one, deviation), n - i);
  }
}

/** y [positions, channels] = a·x + b, with coefficients [2][channels] = a, b. */
export function scaleChannels(positions: usize, channels: usize, x: usize, coefficients: usize, y: usize): void {
  for (; positions; positions--) {
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const a = coefficients + channel * 4;
      const value = Simd.madd(v128.load(x + channel * 4), v128.load(a), v128.load(a + channels * 4));
      Simd.storeWidth(y + channel * 4, value, channels - channel);
    }
    x += channels * 4;
    y += channels * 4;
  }
}

/** For each row: sums [rows][2][channels] = Σ dy, Σ dy·(x − mean)·inverse. */
export function batchNormalizationSums(
  rows: usize,
  positions: usize,
  channels: usize,
  x: usize,
  dy: usize,
  mean: usize,
  inverse: usize,
  sums: usize,
): void {
  const size = positions * channels * 4;
  for (; rows; rows--) {
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const first = channel * 4;
      const middle = v128.load(mean + first);
      let plain = f32x4.splat(0);
      let weighted = f32x4.splat(0);
      for (let next = first; next < first + size; ) {
        const end = min(next + BLOCK * channels * 4, first + size);
        let plainPart = f32x4.splat(0);
        let weightedPart = f32x4.splat(0);
        for (; next < end; next += channels * 4) {
          const slope = v128.load(dy + next);
          plainPart = f32x4.add(plainPart, slope);
          weightedPart = Simd.madd(slope, f32x4.sub(v128.load(x + next), middle), weightedPart);
        }
        plain = f32x4.add(plain, plainPart);
        weighted = f32x4.add(weighted, weightedPart);
      }
      const rest = channels - channel;
      Simd.storeWidth(sums + first, plain, rest);
      const normalised = f32x4.mul(weighted, v128.load(inverse + first));
      Simd.storeWidth(sums + channels * 4 + first, normalised, rest);
    }
    x += size;
    dy += size;
    sums += channels * 8;
  }
}

/**
 * dβ = Σ dy and dγ = Σ dy·x̂ over all rows, in their order (left out where the address is 0), and what `dx = a·dy + b·x + c`
 * needs: coefficients [3][channels] = a, b, c with a = γ·inverse, b = −a·inverse·dγ/n, c = −a·dβ/n − b·mean, n = rows·positions
 * (Ioffe and Szegedy 2015).
 */
export function batchNormalizationGradients(
  rows: usize,
  positions: usize,
  channels: usize,
  sums: usize,
  mean: usize,
  inverse: usize,
  gamma: usize,
  dGamma: usize,
  dBeta: usize,
  coefficients: usize,
): void {
  const each = 1 / (f64(rows) * f64(positions));
  for (let channel: usize = 0; channel < channels; channel++) {
    const offset = channel * 4;
    let plain: f64 = 0;
    let weighted: f64 = 0;
    for (let row: usize = 0; row < rows; row++) {
      const place = sums + row * channels * 8 + offset;
      plain += load<f32>(place);
      weighted += load<f32>(place + channels * 4);
    }
    if (dBeta) store<f32>(dBeta + offset, f32(plain));
    if (dGamma) store<f32>(dGamma + offset, f32(weighted));
    const deviation = f64(load<f32>(inverse + offset));
    const a = deviation * (gamma ? f64(load<f32>(gamma + offset)) : 1);
    const b = -a * deviation * weighted * each;
    const place = coefficients + offset;
    store<f32>(place, f32(a));
    store<f32>(place + channels * 4, f32(b));
    store<f32>(place + channels * 8, f32(-a * plain * each - b * f64(load<f32>(mean + offset))));
  }
}

/** dx [positions, channels] = a·dy + b·x + c, with coefficients [3][channels] = a, b, c. */
export function batchNormalizationBackward(
  positions: usize,
  channels: usize,
  x: usize,
  dy: usize,
  coefficients: usize,
  dx: usize,
): void {
  for (; positions; positions--) {
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const offset = channel * 4;
      const a = coefficients + offset;
      const b = a + channels * 4;
      const value = Simd.madd(v128.load(x + offset), v128.load(b), v128.load(b + channels * 4));
      const slope = Simd.madd(v128.load(dy + offset), v128.load(a), value);
      Simd.storeWidth(dx + offset, slope, channels - channel);
    }
    x += channels * 4;
    dy += channels * 4;
    dx += channels * 4;
  }
}
