import { noiseOf } from './random.mjs';

/** How far apart the pen's stamps lie, in px. */
const STEP = 0.6;
/** Over how many px to either side a hand rounds the bends of a stroke. */
const ROUNDING = 16;

/**
 * Follows a stroke as a hand would: a centripetal Catmull-Rom spline through its points, a little tremor on it, and
 * a pen that presses harder where it turns, lighter where it hurries, and lifts at the end.
 *
 * @param points `[[x, y], …]` in px; two points in the same place make a sharp corner
 * @param pen `{ width, pressure, tremor, lift }`: width in px, how much pressure changes it (0..1), tremor in px,
 *   and over what share of the stroke the pen sets down and lifts
 * @returns stamps `{ x, y, radius, along }`, `along` from 0 to 1
 */
export function follow(points, { width, pressure = 0.25, tremor = 1, lift = 0.08 }, random) {
  const path = corners(points).flatMap((part) => rounded(evenly(part), Math.round(ROUNDING / STEP)));
  const [shakeX, shakeY] = [noiseOf(random, 110), noiseOf(random, 110)];
  const slow = noiseOf(random, 190);
  const bends = smoothed(
    path.map((_, i) => bend(path, i)),
    Math.round(40 / STEP),
  );
  return path.map(([x, y], i) => {
    const length = i * STEP;
    const along = i / Math.max(1, path.length - 1);
    const ends = Math.min(1, Math.min(along * 1.5, 1 - along) / lift);
    const press = 1 + pressure * (0.9 * bends[i] + 0.6 * slow(length, 0) - 0.2);
    return {
      x: x + tremor * shakeX(length, 3),
      y: y + tremor * shakeY(length, 7),
      radius: (width / 2) * press * (1 - 0.8 * pressure * (1 - Math.sqrt(ends))),
      along,
    };
  });
}

/** Mean over so many values to either side. */
function smoothed(values, reach) {
  return values.map((_, i) => {
    let sum = 0;
    const [from, to] = [Math.max(0, i - reach), Math.min(values.length - 1, i + reach)];
    for (let k = from; k <= to; k++) sum += values[k];
    return sum / (to - from + 1);
  });
}

/** The path with its bends rounded over `reach` points to either side; its ends stay. */
function rounded(path, reach) {
  const mean = (axis) => {
    const room = (i) => Math.min(reach, i, path.length - 1 - i);
    const once = (values) =>
      values.map((_, i) => {
        let sum = 0;
        for (let k = i - room(i); k <= i + room(i); k++) sum += values[k];
        return sum / (2 * room(i) + 1);
      });
    return once(once(path.map((point) => point[axis])));
  };
  const [xs, ys] = [mean(0), mean(1)];
  return xs.map((x, i) => [x, ys[i]]);
}

/** Cuts a stroke where two points coincide. */
function corners(points) {
  const parts = [[points[0]]];
  for (let i = 1; i < points.length; i++) {
    const [before, here] = [points[i - 1], points[i]];
    if (before[0] === here[0] && before[1] === here[1]) parts.push([here]);
    else parts.at(-1).push(here);
  }
  return parts.filter((part) => part.length > 1);
}

/** Points `STEP` px apart on the spline. */
function evenly(points) {
  const dense = [];
  const first = mirrored(points[0], points[1]);
  const last = mirrored(points.at(-1), points.at(-2));
  const all = [first, ...points, last];
  for (let i = 1; i + 2 < all.length; i++)
    for (let k = 0; k < 200; k++) dense.push(spline(all[i - 1], all[i], all[i + 1], all[i + 2], k / 200));
  dense.push(points.at(-1));
  const even = [dense[0]];
  let rest = STEP;
  for (let i = 1; i < dense.length; i++) {
    let [from, to] = [dense[i - 1], dense[i]];
    let length = distance(from, to);
    while (length >= rest) {
      const t = rest / length;
      from = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
      even.push(from);
      length -= rest;
      rest = STEP;
    }
    rest -= length;
  }
  return even;
}

function mirrored([x, y], [towardsX, towardsY]) {
  return [2 * x - towardsX, 2 * y - towardsY];
}

/** Barry and Goldman's pyramid for the centripetal Catmull-Rom spline between b and c. */
function spline(a, b, c, d, t) {
  const knot = (from, p, q) => from + Math.sqrt(Math.max(1e-6, distance(p, q)));
  const t1 = knot(0, a, b);
  const t2 = knot(t1, b, c);
  const t3 = knot(t2, c, d);
  const s = t1 + (t2 - t1) * t;
  const mix = (p, q, from, to) => {
    const u = (s - from) / (to - from);
    return [p[0] + (q[0] - p[0]) * u, p[1] + (q[1] - p[1]) * u];
  };
  const ab = mix(a, b, 0, t1);
  const bc = mix(b, c, t1, t2);
  const cd = mix(c, d, t2, t3);
  return mix(mix(ab, bc, 0, t2), mix(bc, cd, t1, t3), t1, t2);
}

/** How sharply the path turns at its i-th point, 0 straight .. 1 sharp. */
function bend(path, i) {
  const reach = 14;
  const [a, b, c] = [path[Math.max(0, i - reach)], path[i], path[Math.min(path.length - 1, i + reach)]];
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  const size = Math.hypot(ux, uy) * Math.hypot(vx, vy);
  return size > 0 ? Math.min(1, 1 - (ux * vx + uy * vy) / size) : 0;
}

function distance([ax, ay], [bx, by]) {
  return Math.hypot(ax - bx, ay - by);
}

/**
 * Lays stamps down as ink, 0 none .. 1 full.
 *
 * @param density how much ink a place takes, `(x, y, stamp, offset)` → 0..1, `offset` from -1 to 1 across the stroke
 */
export function ink(width, height, strokes, density = () => 1) {
  const plane = new Float32Array(width * height);
  for (const stamps of strokes) {
    stamps.forEach((stamp, i) => {
      const next = stamps[Math.min(i + 1, stamps.length - 1)];
      const before = stamps[Math.max(0, i - 1)];
      const run = Math.hypot(next.x - before.x, next.y - before.y) || 1;
      const [normalX, normalY] = [-(next.y - before.y) / run, (next.x - before.x) / run];
      const { x, y, radius } = stamp;
      for (let row = Math.max(0, Math.floor(y - radius - 1)); row <= Math.min(height - 1, y + radius + 1); row++) {
        for (
          let column = Math.max(0, Math.floor(x - radius - 1));
          column <= Math.min(width - 1, x + radius + 1);
          column++
        ) {
          const [dx, dy] = [column - x, row - y];
          const cover = Math.min(1, Math.max(0, radius - Math.hypot(dx, dy) + 0.5));
          if (cover === 0) continue;
          const amount = cover * density(column, row, stamp, (dx * normalX + dy * normalY) / radius);
          const at = row * width + column;
          if (amount > plane[at]) plane[at] = amount;
        }
      }
    });
  }
  return plane;
}
