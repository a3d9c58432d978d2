import { blur, canvas, cover, grain, lines, shade, toSharp } from './canvas.mjs';
import { follow, ink } from './pen.mjs';
import { noiseOf } from './random.mjs';
import { lay, SHAPES } from './shapes.mjs';

/**
 * The example pictures: file name → what a person would answer (a digit, `4 or 9`, or `no digit`) and how it is drawn
 * (`draw(random)` → sharp, encoded).
 */
export const PICTURES = {
  'seven-photo.jpg': { answer: '7', draw: photo },
  'two-pencil.jpg': { answer: '2', draw: pencil },
  'five-brush.png': { answer: '5', draw: brush },
  'eight-chalk.jpg': { answer: '8', draw: chalk },
  'three-corner.png': { answer: '3', draw: corner },
  'zero-checked.jpg': { answer: '0', draw: checked },
  'six-transparent.png': { answer: '6', draw: transparent },
  'four-or-nine.png': { answer: '4 or 9', draw: fourOrNine },
  'no-digit.jpg': { answer: 'no digit', draw: house },
};

const jpeg = (picture, quality = 74) => toSharp(picture).jpeg({ quality, mozjpeg: true });
const flatPng = (picture, colors) => toSharp(picture).png({ palette: true, colors, dither: 0, compressionLevel: 9 });

/** Strokes of a shape with one pen. */
function write(shape, place, pen, random) {
  return lay(SHAPES[shape], place, random).map((points) => follow(points, pen, random));
}

/** Fibres and clouds of paper as a factor around 1. */
function paper(random, strength = 0.02) {
  const [clouds, fibres, fine] = [noiseOf(random, 90), noiseOf(random, 5), noiseOf(random, 1.7)];
  return (x, y) => 1 + strength * (0.7 * clouds(x, y) + 0.6 * fibres(x * 0.4, y) + 0.8 * fine(x, y));
}

/** Blue ballpoint on white paper under a lamp, the shadow of hand and phone from the lower right. */
function photo(random) {
  const [width, height] = [760, 900];
  const picture = canvas(width, height, [226, 221, 209]);
  shade(picture, paper(random, 0.025));
  const wave = noiseOf(random, 220);
  const strokes = write(
    '7',
    { x: 236, y: 240, width: 270, height: 390, slant: 0.06, turn: 0.05, spread: 5 },
    { width: 10, pressure: 0.3, tremor: 2 },
    random,
  );
  const skips = noiseOf(random, 4);
  cover(
    picture,
    ink(width, height, strokes, (x, y) => 0.88 + 0.2 * skips(x, y)),
    [36, 48, 122],
  );
  shade(picture, (x, y) => {
    const lamp = 1.05 - 0.4 * Math.hypot((x - 180) / 1100, (y - 200) / 1100);
    const edge = (x * 0.8 + y * 0.55 - 800 + 46 * wave(x, y)) / 90;
    return lamp * (1 - 0.36 / (1 + Math.exp(-edge)));
  });
  blur(picture, 2);
  grain(picture, 9, random);
  return jpeg(picture);
}

/** A soft pencil on ruled paper. */
function pencil(random) {
  const [width, height] = [800, 640];
  const picture = canvas(width, height, [244, 243, 236]);
  shade(picture, paper(random, 0.018));
  const wobble = noiseOf(random, 300);
  cover(
    picture,
    lines(width, height, { first: 62, every: 118, slope: 0.012, thickness: 2.2, strength: 0.5 }, wobble),
    [120, 160, 205],
  );
  cover(
    picture,
    lines(
      width,
      height,
      { first: 96, every: 5000, slope: -0.012, thickness: 2.4, strength: 0.55, upright: true },
      wobble,
    ),
    [222, 120, 120],
  );
  const tooth = noiseOf(random, 2.1);
  const strokes = write(
    '2',
    { x: 318, y: 190, width: 190, height: 228, slant: 0.1, turn: -0.03, spread: 4 },
    { width: 8.5, pressure: 0.5, tremor: 1.6, lift: 0.12 },
    random,
  );
  const graphite = (x, y, { along }, offset) =>
    Math.max(0, Math.min(1, 0.5 + 0.12 * Math.sin(along * 9) + 0.45 * tooth(x, y) - 0.22 * offset * offset));
  cover(picture, ink(width, height, strokes, graphite), [92, 92, 98]);
  shade(picture, (x, y) => 0.98 - 0.11 * (x / width) - 0.07 * (y / height));
  blur(picture, 1);
  grain(picture, 5, random);
  return jpeg(picture);
}

/** A broad brush with black ink on smooth cardboard, its bristles parting where it hurries. */
function brush(random) {
  const [width, height] = [640, 760];
  const picture = canvas(width, height, [250, 247, 240]);
  const bristles = noiseOf(random, 0.16);
  const gaps = noiseOf(random, 60);
  const strokes = write(
    '5',
    { x: 160, y: 150, width: 330, height: 440, slant: 0.05, spread: 7 },
    { width: 66, pressure: 0.4, tremor: 3, lift: 0.05 },
    random,
  );
  const dry = (x, y, { along }, offset) => {
    const parted = bristles(offset * 1.6, along * 0.35) + 0.35 * gaps(x, y) + 1.5 * Math.max(0, along - 0.66);
    return parted > 0.98 ? 0.05 : 1;
  };
  cover(picture, ink(width, height, strokes, dry), [28, 26, 30]);
  return flatPng(picture, 16);
}

/** Chalk on a board that was wiped, not washed. */
function chalk(random) {
  const [width, height] = [820, 700];
  const picture = canvas(width, height, [47, 71, 60]);
  const wiped = noiseOf(random, 130);
  const streaks = noiseOf(random, 24);
  shade(picture, (x, y) => 1 + 0.13 * wiped(x * 0.35 + y * 0.5, y) + 0.06 * streaks(x * 0.2 + y * 0.3, y));
  const tooth = noiseOf(random, 2.6);
  const lumps = noiseOf(random, 11);
  const strokes = write(
    '8',
    { x: 300, y: 130, width: 240, height: 420, slant: 0.14, turn: 0.02, spread: 6 },
    { width: 24, pressure: 0.3, tremor: 2.5, lift: 0.04 },
    random,
  );
  const crumbs = (x, y, _stamp, offset) =>
    Math.max(0, Math.min(0.95, 0.78 + 0.75 * tooth(x, y) + 0.3 * lumps(x, y) - 0.45 * offset * offset));
  cover(picture, ink(width, height, strokes, crumbs), [236, 235, 224]);
  shade(picture, (x, y) => 1.08 - 0.3 * Math.hypot(x / width - 0.4, y / height - 0.35));
  blur(picture, 1);
  grain(picture, 6, random);
  return jpeg(picture, 70);
}

/** A thin pen on a large sheet, as a drawing program saves it: the digit small in a corner. */
function corner(random) {
  const [width, height] = [900, 680];
  const picture = canvas(width, height, [255, 255, 255]);
  const strokes = write(
    '3',
    { x: 716, y: 496, width: 74, height: 112, slant: 0.08, spread: 1.5 },
    { width: 6.5, pressure: 0.2, tremor: 0.7 },
    random,
  );
  cover(picture, ink(width, height, strokes), [17, 17, 17]);
  return flatPng(picture, 32);
}

/** A fine black pen on checked paper, photographed a little askew. */
function checked(random) {
  const [width, height] = [720, 720];
  const picture = canvas(width, height, [240, 239, 233]);
  shade(picture, paper(random, 0.015));
  const wobble = noiseOf(random, 340);
  for (const upright of [false, true]) {
    const slope = upright ? -0.035 : 0.035;
    cover(
      picture,
      lines(width, height, { first: 20, every: 58, slope, thickness: 1.6, strength: 0.5, upright }, wobble),
      [150, 158, 196],
    );
  }
  const strokes = write(
    '0',
    { x: 262, y: 214, width: 196, height: 290, slant: 0.1, turn: 0.04, spread: 5 },
    { width: 9, pressure: 0.3, tremor: 1.8 },
    random,
  );
  const skips = noiseOf(random, 5);
  cover(
    picture,
    ink(width, height, strokes, (x, y) => 0.93 + 0.1 * skips(x, y)),
    [32, 31, 36],
  );
  shade(picture, (x, y) => 0.86 + 0.16 * (x / width) - 0.12 * (y / height) ** 2);
  blur(picture, 2);
  grain(picture, 6, random);
  return jpeg(picture);
}

/** A red marker, cut out: only the ink is opaque. */
function transparent(random) {
  const [width, height] = [560, 700];
  const strokes = write(
    '6',
    { x: 150, y: 130, width: 260, height: 420, slant: 0.08, spread: 6 },
    { width: 30, pressure: 0.25, tremor: 2, lift: 0.03 },
    random,
  );
  const streaks = noiseOf(random, 0.2);
  const marker = ink(width, height, strokes, (_x, _y, { along }, offset) => 0.9 + 0.1 * streaks(offset, along * 3));
  const picture = canvas(width, height, [188, 30, 45]);
  const alpha = Buffer.from(Uint8Array.from(marker, (amount) => Math.round(Math.round(amount * 24) * (255 / 24))));
  return toSharp(picture)
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 9 });
}

/** A felt-tip 4 whose top all but closes. */
function fourOrNine(random) {
  const [width, height] = [640, 720];
  const picture = canvas(width, height, [252, 251, 247]);
  const strokes = write(
    '4 or 9',
    { x: 170, y: 150, width: 300, height: 410, slant: 0.04, spread: 3 },
    { width: 25, pressure: 0.22, tremor: 2, lift: 0.03 },
    random,
  );
  cover(picture, ink(width, height, strokes), [24, 33, 66]);
  return flatPng(picture, 32);
}

/** No digit: a house, in ballpoint on the paper of the 7. */
function house(random) {
  const [width, height] = [780, 680];
  const picture = canvas(width, height, [232, 228, 218]);
  shade(picture, paper(random, 0.022));
  const strokes = write(
    'house',
    { x: 200, y: 140, width: 370, height: 380, turn: -0.02, spread: 4 },
    { width: 8.5, pressure: 0.3, tremor: 2 },
    random,
  );
  const skips = noiseOf(random, 4);
  cover(
    picture,
    ink(width, height, strokes, (x, y) => 0.9 + 0.18 * skips(x, y)),
    [40, 52, 120],
  );
  shade(picture, (x, y) => 1.03 - 0.16 * (x / width) - 0.1 * (y / height));
  blur(picture, 2);
  grain(picture, 7, random);
  return jpeg(picture);
}
