import { addTo, BLOCK, multiplyBy, scaleChannels } from './batchNormalization.as';
import { Pool2DShape } from './pooling.as';
import { clear, Simd, storeBytes } from './simd.as';
import { DEAD, Tile } from './tile.as';

// Batch normalization, ReLU and, where it follows, MaxPooling2D of 2×2 in one: what is between them is never stored, and where
// ReLU lets nothing through is computed again from x. `coefficients` [2][channels] are a and b of y = max(a·x + b, 0).

/** y [positions, channels] = max(a·x + b, 0). */
export function normalizedRelu(positions: usize, channels: usize, x: usize, coefficients: usize, y: usize): void {
  const zero = f32x4.splat(0);
  for (; positions; positions--) {
    for (let channel: usize = 0; channel < channels; channel += 4) {
      const a = coefficients + channel * 4;
      const value = Simd.madd(v128.load(x + channel * 4), v128.load(a), v128.load(a + channels * 4));
      Simd.storeWidth(y + channel * 4, f32x4.pmax(value, zero), channels - channel);
    }
    x += channels * 4;
    y += channels * 4;
  }
}

/** For each row: sums [rows][2][channels] = Σ dy, Σ dy·(x − mean)·inverse over the positions where a·x + b > 0. */
export function normalizedReluSums(
  rows: usize,
  positions: usize,
  channels: usize,
  x: usize,
  dy: usize,
  coefficients: usize,
  mean: usize,
  inverse: usize,
  sums: usize,
): void {
  const zero = f32x4.splat(0);
  const position = channels * 4;
  for (; rows; rows--) {
    clear(2 * channels, sums);
    for (let done: usize = 0; done < positions; done += BLOCK) {
      const size = min(BLOCK, positions - done) * position;
      for (let channel: usize = 0; channel < channels; channel += 4) {
        const offset = channel * 4;
        const a = v128.load(coefficients + offset);
        const b = v128.load(coefficients + position + offset);
        const middle = v128.load(mean + offset);
        let plain = zero;
        let weighted = zero;
        for (let next = offset; next < size; next += position) {
          const value = v128.load(x + next);
          const alive = f32x4.gt(Simd.madd(value, a, b), zero);
          const slope = v128.and(v128.load(dy + next), alive);
          plain = f32x4.add(plain, slope);
          weighted = Simd.madd(slope, f32x4.sub(value, middle), weighted);
        }
        addTo(sums + offset, plain, channels - channel);
        addTo(sums + position + offset, weighted, channels - channel);
      }
      x += size;
      dy += size;
    }
    multiplyBy(channels, inverse, sums + position);
    sums += 2 * position;
  }
}

/** dx [positions, channels] = slope·(a·x + b > 0 ? dy : 0) + s·x + t; slopes [3][channels] = slope, s, t. */
export function normalizedReluBackward(
  positions: usize,
  channels: usize,
  x: usize,
  dy: usize,
  coefficients: usize,
  slopes: usize,
  dx: usize,
): void {
  const zero = f32x4.splat(0);
  const position = channels * 4;
  for (; positions; positions--) {
    for (let offset: usize = 0; offset < position; offset += 16) {
      const value = v128.load(x + offset);
      const a = coefficients + offset;
      const alive = f32x4.gt(Simd.madd(value, v128.load(a), v128.load(a + position)), zero);
      const slope = slopes + offset;
      const rest = Simd.madd(value, v128.load(slope + position), v128.load(slope + 2 * position));
      const gradient = Simd.madd(v128.and(v128.load(dy + offset), alive), v128.load(slope), rest);
      Simd.storeWidth(dx + offset, gradient, channels - (offset >> 2));
    }
    x += position;
    dy += position;
    dx += position;
  }
}

/** y = the maximum of max(a·x + b, 0) in each window; arg (u8, like y) = which of the four it was (the first of equals), or DEAD. */
export function normalizedReluPool(
  shape: Pool2DShape,
  samples: usize,
  x: usize,
  coefficients: usize,
  y: usize,
  arg: usize,
): void {
  const channels = shape.channels;
  const position = channels * 4;
  const rowStep = shape.inWidth * position;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      let window = x + 2 * oy * rowStep;
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        for (let offset: usize = 0; offset < position; offset += 16) {
          const place = window + offset;
          const a = v128.load(coefficients + offset);
          const b = v128.load(coefficients + position + offset);
          const v0 = Simd.madd(v128.load(place), a, b);
          const v1 = Simd.madd(v128.load(place + position), a, b);
          const v2 = Simd.madd(v128.load(place + rowStep), a, b);
          const v3 = Simd.madd(v128.load(place + rowStep + position), a, b);
          const words = i16x8.narrow_i32x4_s(Tile.winner(v0, v1, v2, v3), f32x4.splat(0));
          const bytes = i8x16.neg(i8x16.narrow_i16x8_s(words, words));
          const width = channels - (offset >> 2);
          Simd.storeWidth(y + offset, Tile.peak(v0, v1, v2, v3), width);
          storeBytes(arg + (offset >> 2), i32x4.extract_lane(bytes, 0), min<usize>(width, 4));
        }
        window += 2 * position;
        y += position;
        arg += channels;
      }
    }
    x += shape.inHeight * rowStep;
  }
}

/** `normalizedReluSums` from the gradient of pooled outputs: of each window only its winner counts, and none that is DEAD. */
export function normalizedReluPoolSums(
  shape: Pool2DShape,
  rows: usize,
  x: usize,
  arg: usize,
  dy: usize,
  mean: usize,
  inverse: usize,
  sums: usize,
): void {
  const channels = shape.channels;
  const position = channels * 4;
  const rowStep = shape.inWidth * position;
  for (; rows; rows--) {
    clear(2 * channels, sums);
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      // A row of windows is a block of positions.
      for (let offset: usize = 0; offset < position; offset += 16) {
        const middle = v128.load(mean + offset);
        let plain = f32x4.splat(0);
        let weighted = f32x4.splat(0);
        let place = x + 2 * oy * rowStep + offset;
        let winner = arg + (offset >> 2);
        let next = dy + offset;
        for (let ox: usize = 0; ox < shape.outWidth; ox++) {
          const winners = Simd.widen(winner);
          const slope = v128.and(v128.load(next), i32x4.lt_s(winners, i32x4.splat(i32(DEAD))));
          const right = i32x4.neg(v128.and(winners, i32x4.splat(1)));
          const below = i32x4.gt_s(winners, i32x4.splat(1));
          const upper = v128.bitselect(v128.load(place + position), v128.load(place), right);
          const lower = v128.bitselect(v128.load(place + rowStep + position), v128.load(place + rowStep), right);
          const value = v128.bitselect(lower, upper, below);
          plain = f32x4.add(plain, slope);
          weighted = Simd.madd(slope, f32x4.sub(value, middle), weighted);
          place += 2 * position;
          winner += channels;
          next += position;
        }
        addTo(sums + offset, plain, channels - (offset >> 2));
        addTo(sums + position + offset, weighted, channels - (offset >> 2));
      }
      arg += shape.outWidth * channels;
      dy += shape.outWidth * position;
    }
    multiplyBy(channels, inverse, sums + position);
    x += shape.inHeight * rowStep;
    sums += 2 * position;
  }
}

/** `normalizedReluBackward` from the gradient of pooled outputs; what pooling leaves out has dx = s·x + t. */
export function normalizedReluPoolBackward(
  shape: Pool2DShape,
  samples: usize,
  x: usize,
  arg: usize,
  dy: usize,
  slopes: usize,
  dx: usize,
): void {
  const channels = shape.channels;
  const position = channels * 4;
  const rowStep = shape.inWidth * position;
  const columnsLeft = shape.inWidth - 2 * shape.outWidth;
  // s and t, which are what is left of the slopes where pooling saw nothing.
  const rest = slopes + position;
  for (; samples; samples--) {
    for (let oy: usize = 0; oy < shape.outHeight; oy++) {
      let window: usize = 2 * oy * rowStep;
      for (let ox: usize = 0; ox < shape.outWidth; ox++) {
        for (let offset: usize = 0; offset < position; offset += 16) {
          const winners = Simd.widen(arg + (offset >> 2));
          const a = v128.load(slopes + offset);
          const s = v128.load(slopes + position + offset);
          const t = v128.load(slopes + 2 * position + offset);
          const gradient = f32x4.mul(v128.load(dy + offset), a);
          const width = channels - (offset >> 2);
          const upper = window + offset;
          const lower = upper + rowStep;
          Window.spread(0, winners, gradient, s, t, x + upper, dx + upper, width);
          Window.spread(1, winners, gradient, s, t, x + upper + position, dx + upper + position, width);
          Window.spread(2, winners, gradient, s, t, x + lower, dx + lower, width);
          Window.spread(3, winners, gradient, s, t, x + lower + position, dx + lower + position, width);
        }
        window += 2 * position;
        arg += channels;
        dy += position;
      }
      for (let row: usize = 0; row < 2; row++) {
        scaleChannels(columnsLeft, channels, x + window + row * rowStep, rest, dx + window + row * rowStep);
      }
    }
    const done: usize = 2 * shape.outHeight;
    scaleChannels((shape.inHeight - done) * shape.inWidth, channels, x + done * rowStep, rest, dx + done * rowStep);
    x += shape.inHeight * rowStep;
    dx += shape.inHeight * rowStep;
  }
}

abstract class Window {
  /** dx = s·x + t, and the gradient where `place` won. */
  @inline static spread(
    place: i32,
    winners: v128,
    gradient: v128,
    s: v128,
    t: v128,
    x: usize,
    dx: usize,
    width: usize,
  ): void {
    const won = v128.and(gradient, i32x4.eq(winners, i32x4.splat(place)));
    Simd.storeWidth(dx, f32x4.add(Simd.madd(v128.load(x), s, t), won), width);
  }
}
