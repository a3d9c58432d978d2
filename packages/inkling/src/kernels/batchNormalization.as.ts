import { clear, Simd } from './simd.as';

/** Positions that are summed before their sum joins the others, so that roundings do not pile up; they stay in the cache. */
export const BLOCK: usize = 64;

/** For each row of x [rows, positions, channels]: moments [rows][2][channels] = mean, Σ (x − mean)². */
export function batchMoments(rows: usize, positions: usize, channels: usize, x: usize, moments: usize): void {
  const position = channels * 4;
  const end = positions * position;
  const each: f32 = <f32>1 / f32(positions);
  for (; rows; rows--) {
    clear(2 * channels, moments);
    for (let block: usize = 0; block < end; block += BLOCK * position) {
      const size = min(BLOCK * position, end - block);
      for (let offset: usize = 0; offset < position; offset += 16) {
        let part = f32x4.splat(0);
        for (let next = offset; next < size; next += position) part = f32x4.add(part, v128.load(x + block + next));
        addTo(moments + offset, part, channels - (offset >> 2));
      }
    }
    for (let offset: usize = 0; offset < position; offset += 4) {
      store<f32>(moments + offset, load<f32>(moments + offset) * each);
    }
    for (let block: usize = 0; block < end; block += BLOCK * position) {
      const size = min(BLOCK * position, end - block);
      for (let offset: usize = 0; offset < position; offset += 16) {
        const mean = v128.load(moments + offset);
        let part = f32x4.splat(0);
        for (let next = offset; next < size; next += position) {
          const difference = f32x4.sub(v128.load(x + block + next), mean);
          part = Simd.madd(difference, difference, part);
        }
        addTo(moments + position + offset, part, channels - (offset >> 2));
      }
    }
    x += end;
    moments += 2 * position;
  }
}

/** The first `width` of four sums grow. */
export function addTo(sums: usize, part: v128, width: usize): void {
  Simd.storeWidth(sums, f32x4.add(v128.load(sums), part), width);
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
  const position = channels * 4;
  for (; rows; rows--) {
    clear(2 * channels, sums);
    for (let done: usize = 0; done < positions; done += BLOCK) {
      const size = min(BLOCK, positions - done) * position;
      for (let offset: usize = 0; offset < position; offset += 16) {
        const middle = v128.load(mean + offset);
        let plain = f32x4.splat(0);
        let weighted = f32x4.splat(0);
        for (let next = offset; next < size; next += position) {
          const slope = v128.load(dy + next);
          plain = f32x4.add(plain, slope);
          weighted = Simd.madd(slope, f32x4.sub(v128.load(x + next), middle), weighted);
        }
        addTo(sums + offset, plain, channels - (offset >> 2));
        addTo(sums + position + offset, weighted, channels - (offset >> 2));
      }
      x += size;
      dy += size;
    }
    multiplyBy(channels, inverse, sums + position);
    sums += 2 * position;
  }
}

/** sums [channels] *= factors. */
export function multiplyBy(channels: usize, factors: usize, sums: usize): void {
  for (let channel: usize = 0; channel < channels; channel += 4) {
    const product = f32x4.mul(v128.load(sums + channel * 4), v128.load(factors + channel * 4));
    Simd.storeWidth(sums + channel * 4, product, channels - channel);
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
