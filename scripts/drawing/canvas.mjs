import sharp from 'sharp';

/** A picture being made: RGB as numbers 0..255, rows from the top. */
export function canvas(width, height, [r, g, b]) {
  const data = new Float32Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) {
    data[i] = r;
    data[i + 1] = g;
    data[i + 2] = b;
  }
  return { width, height, data };
}

/** Multiplies every pixel by `light(x, y)`: shadows, texture, grain. */
export function shade({ width, height, data }, light) {
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const factor = light(x, y);
      data[i] *= factor;
      data[i + 1] *= factor;
      data[i + 2] *= factor;
    }
  }
}

/** Covers the picture with a colour where `plane` (0..1) is ink. */
export function cover({ data }, plane, [r, g, b]) {
  for (let i = 0; i < plane.length; i++) {
    data[i * 3] += (r - data[i * 3]) * plane[i];
    data[i * 3 + 1] += (g - data[i * 3 + 1]) * plane[i];
    data[i * 3 + 2] += (b - data[i * 3 + 2]) * plane[i];
  }
}

/** Ruled lines as a plane of ink: thin, a little uneven, `slope` px down per px to the right. */
export function lines(
  width,
  height,
  { first, every, slope = 0, thickness = 2, strength = 1, upright = false },
  wobble,
) {
  const plane = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [across, down] = upright ? [y, x] : [x, y];
      const offset = down - first - slope * across - wobble(across, 0);
      const nearest = offset - Math.round(offset / every) * every;
      if (offset < -every / 2) continue;
      const amount = Math.max(0, Math.min(1, thickness / 2 + 0.5 - Math.abs(nearest)));
      plane[y * width + x] = amount * strength * (0.85 + 0.15 * wobble(across * 9, 50));
    }
  }
  return plane;
}

/** Mean over the neighbours with weights 1 2 1: a lens that is not quite sharp. */
export function blur({ width, height, data }, times = 1) {
  for (let pass = 0; pass < times * 2; pass++) {
    const across = pass % 2 === 0;
    const old = data.slice();
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = (y * width + x) * 3;
        const before = across ? i - (x > 0 ? 3 : 0) : i - (y > 0 ? width * 3 : 0);
        const after = across ? i + (x < width - 1 ? 3 : 0) : i + (y < height - 1 ? width * 3 : 0);
        for (let c = 0; c < 3; c++) data[i + c] = (old[before + c] + 2 * old[i + c] + old[after + c]) / 4;
      }
    }
  }
}

/** Grain as a camera's sensor adds it, about `amount` levels. */
export function grain({ data }, amount, random) {
  for (let i = 0; i < data.length; i += 3) {
    const gray = (random() + random() + random() - 1.5) * amount;
    for (let c = 0; c < 3; c++) data[i + c] += gray + (random() - 0.5) * amount * 0.5;
  }
}

export function toSharp({ width, height, data }) {
  const bytes = new Uint8ClampedArray(data);
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}
