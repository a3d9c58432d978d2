// Writes strings of digits as hands do: MNIST's digits side by side in one hand's slant, size and pen, touching and overlapping,
// joined by strokes, with dots, dashes and flourishes. Every pixel knows which digit it belongs to.
import { imitateHand } from '../../packages/inkling/dist/data/augment/hand.js';
import { addPenStyle } from '../../packages/inkling/dist/data/augment/penStyles.js';
import { createPicture, fromBytes, toBytes } from '../../packages/inkling/dist/data/augment/picture.js';
import { distanceTo } from '../../packages/inkling/dist/image/distance.js';
import { createMask } from '../../packages/inkling/dist/image/plane.js';

/** What belongs to no digit: strokes that join, dots, dashes. */
export const NO_DIGIT = -1;

const SIDE = 28;
/** What is darker belongs to a digit, 0..1. */
const INK = 0.4;
/** Px of a digit's strokes that a px of the string has while they are made thinner or thicker. */
const FINENESS = 2;

/**
 * @param digits `{ images, labels }`: `[n × 784]` bytes and n labels; `byLabel[digit]` lists their indices
 * @param random A source of random numbers (inkling's `Random`)
 * @returns `{ width, height, ink, owners, shared, labels }`: ink 0..1; owners, per pixel, the digit's place in the string or NO_DIGIT;
 *   shared, per pixel, 1 where two digits have ink
 */
export function composeString({ images, byLabel }, random) {
  const chance = (share) => random.uniform() < share;
  const bell = () => random.uniform(-1, 1) + random.uniform(-1, 1) + random.uniform(-1, 1);
  const unit = random.uniform(18, 44);
  const isPrinted = chance(0.1);
  const slant = isPrinted ? 0.03 * bell() : 0.12 + 0.14 * bell();
  const count = 2 + random.integer(4);
  const joins = isPrinted ? 0 : random.uniform(-0.3, 0.9);
  const spread = random.uniform(-0.1, 0.25);
  // Half the width of the strokes; MNIST's own is about 0.065 of a digit's height.
  const [finest, boldest] = isPrinted ? [0.06, 0.11] : [0.03, 0.085];
  const radius = Math.max(0.55, unit * Math.exp(random.uniform(Math.log(finest), Math.log(boldest))));
  // Print and broad nibs draw strokes that lie thinner than those that stand.
  const contrast = isPrinted ? random.uniform(0.3, 0.9) : chance(0.1) ? random.uniform(0.3, 0.8) : 1;
  const round = chance(0.4) ? 0.7 : 0.15;
  const endsRound = chance(0.4) ? 2 + random.integer(2) : 0;
  const hand = zeroHand(random);
  // Whole strings have flags on the 1 and bars through the 7, or none.
  const isForeign = chance(0.5);
  const lowZeros = !isPrinted && chance(0.45) ? random.uniform(0.35, 0.9) : 1;
  const condensed = isPrinted ? random.uniform(0, 0.4) : 0;
  const labels = [];
  const height = Math.ceil(2.6 * unit);
  const width = Math.ceil((count * 1.7 + 3) * unit);
  const ink = new Float32Array(width * height);
  const owners = new Int16Array(width * height).fill(NO_DIGIT);
  const shared = new Uint8Array(width * height);
  const baseline = 1.75 * unit;
  const rise = 0.05 * bell();
  let edge = new Float64Array(height).fill(unit);
  let previous;
  const put = (x, y, value, owner) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const i = y * width + x;
    if (owner !== NO_DIGIT && owners[i] !== NO_DIGIT && owners[i] !== owner && Math.min(value, ink[i]) > INK)
      shared[i] = 1;
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
  for (let n = 0; n < count; n++) {
    const digit = chance(round) || count - n < endsRound ? 0 : random.integer(10);
    const own = byLabel[digit];
    const chosen = digit === 0 && chance(0.7) ? hand.sample : random.uniform();
    const given = images.subarray(784 * own[Math.floor(chosen * own.length)]).subarray(0, 784);
    const source = chance(isForeign ? 0.9 : 0.6) ? byAnotherHand(given, digit, random, isForeign) : given;
    const size =
      unit *
      (1 + 0.08 * bell()) *
      (digit === 0 ? lowZeros : 1) *
      (digit === 1 || digit === 4 || digit === 7 ? 1 + Math.max(0, 0.1 * bell()) : 1);
    const drawn = drawDigit(source, {
      size,
      slant: slant + (isPrinted ? 0.01 : 0.05) * bell(),
      stretch: Math.exp(isPrinted ? 0.05 * bell() - condensed : 0.13 * bell() + (digit === 0 ? hand.stretch : 0)),
      radius: radius * Math.exp(0.08 * bell()),
      contrast,
      turn: (isPrinted ? 0.01 : 0.05) * bell(),
    });
    const bottom = Math.round(baseline + rise * edge[Math.round(baseline)] * 0.3 + 0.06 * unit * bell());
    const top = bottom - drawn.height;
    // As near as its rows come to the ink that is there, and then a gap or an overlap.
    let near = 0;
    for (let row = 0; row < drawn.height; row++) {
      const y = Math.min(height - 1, Math.max(0, top + row));
      if (drawn.first[row] < drawn.width) near = Math.max(near, edge[y] - drawn.first[row]);
    }
    const isChained = hand.isChained && !isPrinted && digit === 0 && labels[n - 1] === 0;
    const apart = isChained
      ? random.uniform(-hand.overlap * radius, 0.1 * unit)
      : chance(isPrinted ? 0.1 : 0.5)
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
        if (value > INK) {
          for (
            let around = Math.max(0, y - Math.ceil(0.12 * unit));
            around <= Math.min(height - 1, y + Math.ceil(0.12 * unit));
            around++
          )
            next[around] = Math.max(next[around], left + x);
        }
      }
    }
    labels.push(digit);
    const place = { left, top, drawn };
    if (isChained && chance(0.8)) {
      // Over the tops, as hands write zeros in one go.
      const from = onOval(previous, random.uniform(-100, -10));
      const to = onOval(place, random.uniform(-170, -70));
      const rise = unit * random.uniform(-0.25, 0.2);
      curve(from, [(from[0] + to[0]) / 2, Math.min(from[1], to[1]) - rise], to, radius);
    } else if (previous && random.uniform() < joins) {
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
    if (digit === 0 && chance(hand.tail)) {
      // Where a hand leaves a 0: on from its top, to the right.
      const from = onOval(place, random.uniform(-120, -10));
      const to = [from[0] + unit * random.uniform(0.1, 0.6), from[1] - unit * random.uniform(-0.2, 0.35)];
      curve(from, [(from[0] + to[0]) / 2, Math.max(from[1], to[1]) + unit * random.uniform(-0.05, 0.2)], to, radius);
    }
    if (digit === 0 && chance(hand.tail)) {
      // Where it began: a hook inside of the top.
      const from = onOval(place, random.uniform(-150, -30));
      const to = [from[0] + unit * random.uniform(-0.3, 0.3), from[1] + unit * random.uniform(-0.1, 0.4)];
      curve(from, [from[0] + unit * random.uniform(-0.2, 0.2), from[1] - unit * random.uniform(-0.1, 0.2)], to, radius);
    }
    if (digit === 0 && chance(0.15)) {
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
  return { width, height, ink, owners, shared, labels };
}

/** Flags on the 1, bars through the 7 and whatever else training imitates of hands. */
function byAnotherHand(image, digit, random, isForeign) {
  const picture = createPicture();
  fromBytes(image, picture);
  if (isForeign && digit !== 0) addPenStyle(picture, digit, random);
  imitateHand(picture, digit, 0.5, random);
  const result = new Uint8Array(784);
  toBytes(picture, result);
  return result;
}

/** How a hand writes its zeros: chained or apart, upright or lying, with tails or without. */
function zeroHand(random) {
  const isChained = random.uniform() < 0.5;
  return {
    isChained,
    /** Which of MNIST's zeros, 0..1. */
    sample: random.uniform(),
    stretch: isChained ? random.uniform(0, 0.35) : random.uniform(0, 0.2),
    /** Of neighbours, in half widths of a stroke: at 2 they have a side in common. */
    overlap: random.uniform(0, 5),
    tail: random.uniform() < 0.4 ? 0.6 : 0.1,
  };
}

/** A point of the oval that fills a digit's box, at so many degrees from the right, downwards. */
function onOval({ left, top, drawn }, degrees) {
  const angle = (degrees / 180) * Math.PI;
  return [
    left + (drawn.width / 2) * (1 + 0.9 * Math.cos(angle)),
    top + (drawn.height / 2) * (1 + 0.9 * Math.sin(angle)),
  ];
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

/**
 * A digit of MNIST as large as asked for, leaning, stretched, its strokes moved in or out to have half the width `radius`, in px;
 * those that lie the share `contrast` of it.
 */
function drawDigit(source, { size, slant, stretch, radius, contrast, turn }) {
  let [x0, x1, y0, y1] = [SIDE, 0, SIDE, 0];
  for (let i = 0; i < 784; i++) {
    if (source[i] < 64) continue;
    x0 = Math.min(x0, i % SIDE);
    x1 = Math.max(x1, i % SIDE);
    y0 = Math.min(y0, Math.floor(i / SIDE));
    y1 = Math.max(y1, Math.floor(i / SIDE));
  }
  const scale = (y1 - y0 + 1) / size / FINENESS;
  const reach = Math.ceil((SIDE / scale) * Math.max(1, stretch) * 0.8);
  const shape = createMask(2 * reach + 1, Math.ceil(size * 1.3) * FINENESS);
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  // MNIST's own hands lean already; these lean on by so much.
  for (let y = 0; y < shape.height; y++) {
    for (let x = 0; x < shape.width; x++) {
      const [u, v] = [(x - reach) * scale, (y - shape.height / 2) * scale];
      const sx = middleX + (u + (slant - 0.12) * v) / stretch + turn * v;
      const sy = middleY + v - turn * u;
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      if (ix < 0 || iy < 0 || ix >= SIDE - 1 || iy >= SIDE - 1) continue;
      const [fx, fy] = [sx - ix, sy - iy];
      const i = iy * SIDE + ix;
      const value =
        (1 - fy) * ((1 - fx) * source[i] + fx * source[i + 1]) +
        fy * ((1 - fx) * source[i + SIDE] + fx * source[i + SIDE + 1]);
      if (value > 127) shape.data[y * shape.width + x] = 1;
    }
  }
  const strokes = withStrokes(shape, contrast * radius * FINENESS, halfWidthOf(source) / scale);
  const { width, height, data: raw } = shrunk(widened(strokes, Math.round((1 - contrast) * radius * FINENESS)));
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] < INK) continue;
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
      if (value < INK) continue;
      first[y] = Math.min(first[y], x);
      last[y] = x;
    }
  }
  return { ...result, ink, first, last };
}

/** Strokes with their outline moved so far that they have half the width `radius`, in px; those of `halfWidth` are not thinned to nothing. */
function withStrokes(shape, radius, halfWidth) {
  const ground = createMask(shape.width, shape.height);
  for (let i = 0; i < ground.data.length; i++) ground.data[i] = 1 - shape.data[i];
  const [outside, inside] = [distanceTo(shape), distanceTo(ground)];
  const moved = Math.max(radius, 0.3 * halfWidth) - halfWidth;
  const data = outside.map((far, i) =>
    Math.min(1, Math.max(0, (shape.data[i] ? inside[i] - 0.5 : 0.5 - far) + moved + 0.5)),
  );
  return { width: shape.width, height: shape.height, data };
}

/** Ink spread by so many px to the left and to the right, as a broad nib does. */
function widened({ width, height, data }, by) {
  const spread = new Float32Array(data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let near = Math.max(0, x - by); near <= Math.min(width - 1, x + by); near++)
        spread[y * width + x] = Math.max(spread[y * width + x], data[y * width + near]);
    }
  }
  return { width, height, data: spread };
}

/** Each pixel the mean of FINENESS × FINENESS. */
function shrunk({ width, height, data }) {
  const small = { width: Math.floor(width / FINENESS), height: Math.floor(height / FINENESS) };
  const mean = new Float32Array(small.width * small.height);
  for (let y = 0; y < small.height * FINENESS; y++) {
    for (let x = 0; x < small.width * FINENESS; x++)
      mean[Math.floor(y / FINENESS) * small.width + Math.floor(x / FINENESS)] += data[y * width + x] / FINENESS ** 2;
  }
  return { ...small, data: mean };
}

/** Half the width of a digit's strokes, in px: its area over its outline's length. */
function halfWidthOf(source) {
  let [area, outline] = [0, 0];
  for (let i = 0; i < 784; i++) {
    area += source[i] / 255;
    // The total variation of an image of ink is the length of its outline.
    const right = i % SIDE < SIDE - 1 ? source[i + 1] - source[i] : 0;
    const below = i < 784 - SIDE ? source[i + SIDE] - source[i] : 0;
    outline += Math.sqrt(right * right + below * below) / 255;
  }
  return area / Math.max(1, outline);
}
