interface Sizes {
  readonly rows: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The places of a sample's 2×2 windows in x `[rows, height, width, channels]`, in the order of outputs. */
function* windows({ rows, height, width, channels }: Sizes): Generator<number[]> {
  for (let row = 0; row < rows; row++) {
    for (let top = 0; top + 2 <= height; top += 2) {
      for (let left = 0; left + 2 <= width; left += 2) {
        for (let channel = 0; channel < channels; channel++) {
          const first = ((row * height + top) * width + left) * channels + channel;
          yield [first, first + channels, first + width * channels, first + (width + 1) * channels];
        }
      }
    }
  }
}

/** y = the largest of max(a·x + b, 0) in each window; arg = the first place that held it, or 4 if it is not above zero. */
export function normalizedReluPoolReference(
  sizes: Sizes,
  x: ArrayLike<number>,
  coefficients: ArrayLike<number>,
): { y: number[]; arg: number[] } {
  const { channels } = sizes;
  const normalized = Float64Array.from(x, (value, i) => {
    const channel = i % channels;
    return Math.max(value * coefficients[channel] + coefficients[channels + channel], 0);
  });
  const [y, arg]: [number[], number[]] = [[], []];
  for (const places of windows(sizes)) {
    const candidates = places.map((place) => normalized[place]);
    const peak = Math.max(...candidates);
    y.push(peak);
    arg.push(peak > 0 ? candidates.indexOf(peak) : 4);
  }
  return { y, arg };
}

/** The gradient of y where its winner stood, zero elsewhere. */
export function spreadReference(sizes: Sizes, arg: ArrayLike<number>, dy: ArrayLike<number>): Float32Array {
  const { rows, height, width, channels } = sizes;
  const reach = new Float32Array(rows * height * width * channels);
  let i = 0;
  for (const places of windows(sizes)) {
    if (arg[i] < 4) reach[places[arg[i]]] = dy[i];
    i++;
  }
  return reach;
}
