// Writes strings of digits as hands do: MNIST's digits side by side in one hand's slant, size and pen, touching and overlapping,
// joined by strokes, with dots, dashes and flourishes. Every pixel knows which digit it belongs to.

/** What belongs to no digit: strokes that join, dots, dashes. */
export const NO_DIGIT = -1;

const SIDE = 28;

/**
 * @param digits `{ images, labels }`: `[n × 784]` bytes and n labels; `byLabel[digit]` lists their indices
 * @param random A source of random numbers (inkling's `Random`)
 * @returns `{ width, height, ink, owners, labels }`: ink 0..1; owners, per pixel, the digit's place in the string or NO_DIGIT
 */
export function composeString({ images, byLabel }, random) {
  const chance = (share) => random.uniform() < share;
  const bell = () => random.uniform(-1, 1) + random.uniform(-1, 1) + random.uniform(-1, 1);
  const unit = random.uniform(18, 44);
  const slant = 0.12 + 0.14 * bell();
  const count = 2 + random.integer(4);
  const joins = random.uniform(-0.3, 0.9);
  const spread = random.uniform(-0.1, 0.25);
  const pen = random.uniform(-0.5, 0.35);
  const round = chance(0.4) ? 0.7 : 0.15;
  const lowZeros = chance(0.3) ? random.uniform(0.5, 0.9) : 1;
  const labels = [];
  const height = Math.ceil(2.6 * unit);
  const width = Math.ceil((count * 1.7 + 3) * unit);
  const ink = new Float32Array(width * height);
  const owners = new Int16Array(width * height).fill(NO_DIGIT);
  const baseline = 1.75 * unit;
  const rise = 0.05 * bell();
  let edge = new Float64Array(height).fill(unit);
  let previous;
  const put = (x, y, value, owner) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const i = y * width + x;
    if (value <= ink[i]) return;
    ink[i] = value;
    owners[i] = owner;
  };
  const stroke = (points, radius, owner) => {
    for (let i = 1; i < points.length; i++) {
      const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
      const [dx, dy] = [bx - ax, by - ay];
      for (let y = Math.floor(Math.min(ay, by) - radius - 1); y <= Math.max(ay, by) + radius + 1; y++) {
        for (let x = Math.floor(Math.min(ax, bx) - radius - 1); x <= Math.max(ax, bx) + radius + 1; x++) {
          const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
          const far = Math.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
          put(x, y, Math.min(1, Math.max(0, radius - far + 0.5)), owner);
        }
      }
    }
  };
  const curve = (from, bend, to, radius, owner = NO_DIGIT) => {
    const points = [];
    for (let i = 0; i <= 8; i++) {
      const [t, u] = [i / 8, 1 - i / 8];
      points.push([
        u * u * from[0] + 2 * u * t * bend[0] + t * t * to[0],
        u * u * from[1] + 2 * u * t * bend[1] + t * t * to[1],
      ]);
    }
    stroke(points, radius, owner);
  };
  const radius = Math.max(0.6, unit * (0.05 + 0.03 * pen) * random.uniform(0.7, 1.1));
  for (let n = 0; n < count; n++) {
    const digit = chance(round) ? 0 : random.integer(10);
    const own = byLabel[digit];
    const source = images.subarray(784 * own[random.integer(own.length)]).subarray(0, 784);
    const size =
      unit *
      (1 + 0.08 * bell()) *
      (digit === 0 ? lowZeros : 1) *
      (digit === 1 || digit === 4 || digit === 7 ? 1 + Math.max(0, 0.1 * bell()) : 1);
    const drawn = drawDigit(source, {
      size,
      slant: slant + 0.05 * bell(),
      stretch: Math.exp(0.13 * bell() + (digit === 0 ? 0.1 : 0)),
      pen,
      turn: 0.05 * bell(),
    });
    labels.push(digit);
    const bottom = Math.round(baseline + rise * edge[Math.round(baseline)] * 0.3 + 0.06 * unit * bell());
    const top = bottom - drawn.height;
    // As near as its rows come to the ink that is there, and then a gap or an overlap.
    let near = 0;
    for (let row = 0; row < drawn.height; row++) {
      const y = Math.min(height - 1, Math.max(0, top + row));
      if (drawn.first[row] < drawn.width) near = Math.max(near, edge[y] - drawn.first[row]);
    }
    const apart = chance(0.5)
      ? unit * random.uniform(-0.16, 0.03)
      : unit * Math.max(-0.05, random.uniform(0.02, 0.3) + spread);
    const left = Math.round(n === 0 ? unit * random.uniform(0.8, 1) : near + apart);
    const next = Float64Array.from(edge);
    for (let row = 0; row < drawn.height; row++) {
      const y = top + row;
      if (y < 0 || y >= height) continue;
      for (let x = 0; x < drawn.width; x++) {
        const value = drawn.ink[row * drawn.width + x];
        if (value > 0.1) put(left + x, y, value, n);
        if (value > 0.4) {
          for (
            let around = Math.max(0, y - Math.ceil(0.12 * unit));
            around <= Math.min(height - 1, y + Math.ceil(0.12 * unit));
            around++
          )
            next[around] = Math.max(next[around], left + x);
        }
      }
    }
    const place = { left, top, drawn };
    if (previous && random.uniform() < joins) {
      const from = endOf(previous, random, 'right', labels[n - 1] === 0 && chance(0.6) ? 0.35 : 1);
      const to = endOf(place, random, 'left', digit === 0 && chance(0.6) ? 0.35 : 1);
      if (Math.abs(to[0] - from[0]) < 0.9 * unit)
        curve(from, [(from[0] + to[0]) / 2, Math.max(from[1], to[1]) + random.uniform(-0.3, 0.3) * unit], to, radius);
    } else if (chance(0.12)) {
      // A stroke that leads in or out and ends in nothing.
      const side = chance(0.5) ? 'left' : 'right';
      const from = endOf(place, random, side, 1);
      const out = (side === 'left' ? -1 : 1) * unit * random.uniform(0.1, 0.45);
      curve(
        from,
        [from[0] + out / 2, from[1] + unit * random.uniform(-0.2, 0.2)],
        [from[0] + out, from[1] + unit * random.uniform(-0.35, 0.2)],
        radius,
      );
    }
    if (digit === 0 && chance(0.3)) {
      // Where a hand began or ended a 0: inside of it, or above.
      const from = endOf(place, random, chance(0.5) ? 'left' : 'right', 0.2);
      const to = [left + drawn.width * random.uniform(0.2, 1.2), top + drawn.height * random.uniform(-0.1, 0.5)];
      curve(from, [(from[0] + to[0]) / 2, Math.min(from[1], to[1]) - random.uniform(-0.1, 0.15) * unit], to, radius);
    }
    if (chance(0.12)) {
      const x =
        Math.max(...next.subarray(Math.round(baseline - 0.3 * unit), Math.round(baseline + 0.3 * unit))) +
        unit * random.uniform(0, 0.2);
      const y = baseline + unit * random.uniform(-0.12, 0.1);
      stroke(
        [
          [x, y],
          [x - unit * random.uniform(0, 0.15), y + unit * random.uniform(0, 0.3)],
        ],
        radius * random.uniform(1, 1.5),
        NO_DIGIT,
      );
    }
    edge = next;
    previous = place;
  }
  if (chance(0.3)) {
    const x = Math.max(...edge) + unit * random.uniform(0.05, 0.5);
    const y = baseline - unit * random.uniform(0.1, 0.7);
    const long = unit * random.uniform(0.25, 1.2);
    const lines = 1 + random.integer(2);
    for (let line = 0; line < lines; line++)
      stroke(
        [
          [x, y + line * 0.22 * unit],
          [x + long, y + line * 0.22 * unit + 0.1 * unit * bell()],
        ],
        radius,
        NO_DIGIT,
      );
  }
  return { width, height, ink, owners, labels };
}

/** A point of a digit's outline from which strokes lead on. */
function endOf({ left, top, drawn }, random, side, lowest) {
  const row = Math.floor(drawn.height * random.uniform(0, 0.98 * lowest));
  for (let step = 0; step < drawn.height; step++) {
    const at = (row + step) % drawn.height;
    if (drawn.first[at] < drawn.width) return [left + (side === 'left' ? drawn.first[at] : drawn.last[at]), top + at];
  }
  return [left, top];
}

/** A digit of MNIST as large as asked for, leaning, stretched, its pen thinner (pen < 0) or thicker. */
function drawDigit(source, { size, slant, stretch, pen, turn }) {
  let [x0, x1, y0, y1] = [SIDE, 0, SIDE, 0];
  for (let i = 0; i < 784; i++) {
    if (source[i] < 64) continue;
    x0 = Math.min(x0, i % SIDE);
    x1 = Math.max(x1, i % SIDE);
    y0 = Math.min(y0, Math.floor(i / SIDE));
    y1 = Math.max(y1, Math.floor(i / SIDE));
  }
  const scale = (y1 - y0 + 1) / size;
  const reach = Math.ceil((SIDE / scale) * Math.max(1, stretch) * 0.8);
  const [width, height] = [2 * reach + 1, Math.ceil(size * 1.3)];
  const raw = new Float32Array(width * height);
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  // MNIST's own hands lean already; these lean on by so much.
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x - reach) * scale, (y - height / 2) * scale];
      const sx = middleX + (u + (slant - 0.12) * v) / stretch + turn * v;
      const sy = middleY + v - turn * u;
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      if (ix < 0 || iy < 0 || ix >= SIDE - 1 || iy >= SIDE - 1) continue;
      const [fx, fy] = [sx - ix, sy - iy];
      const i = iy * SIDE + ix;
      const value =
        (1 - fy) * ((1 - fx) * source[i] + fx * source[i + 1]) +
        fy * ((1 - fx) * source[i + SIDE] + fx * source[i + SIDE + 1]);
      // The soft edge of a stroke, about a px of MNIST's wide on either side, moved out or in and made as sharp as the new size is.
      if (value > 20)
        raw[y * width + x] = Math.min(1, Math.max(0, (value / 255 - 0.5 + 0.6 * pen) * (0.7 / scale) + 0.5));
    }
  }
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] < 0.4) continue;
    left = Math.min(left, i % width);
    right = Math.max(right, i % width);
    top = Math.min(top, Math.floor(i / width));
    bottom = Math.floor(i / width);
  }
  if (right < 0)
    return { width: 1, height: 1, ink: new Float32Array(1), first: new Int32Array(1).fill(1), last: new Int32Array(1) };
  const result = { width: right - left + 1, height: bottom - top + 1 };
  const ink = new Float32Array(result.width * result.height);
  const first = new Int32Array(result.height).fill(result.width);
  const last = new Int32Array(result.height);
  for (let y = 0; y < result.height; y++) {
    for (let x = 0; x < result.width; x++) {
      const value = raw[(top + y) * width + left + x];
      ink[y * result.width + x] = value;
      if (value < 0.4) continue;
      first[y] = Math.min(first[y], x);
      last[y] = x;
    }
  }
  return { ...result, ink, first, last };
}
