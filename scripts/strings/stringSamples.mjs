// What segments of composed strings look like, and whether they are one whole digit: what the network of
// `reading/wholeDigits.ts` learns from. The strings go through the library's own way of taking lines apart.
import { findComponents } from '../../packages/inkling/dist/image/components.js';
import { createMask } from '../../packages/inkling/dist/image/plane.js';
import { segmentLine } from '../../packages/inkling/dist/image/segments.js';
import { segmentViews } from '../../packages/inkling/dist/image/segmentViews.js';
import { findTextLines } from '../../packages/inkling/dist/image/textLines.js';
import { mayBeDigit } from '../../packages/inkling/dist/reading/readLine.js';
import { composeString, NO_DIGIT } from './composeString.mjs';

/** The class of what is no whole digit. */
export const NO_WHOLE = 10;
/** A whole digit lacks at most so much of its ink and has at most so much of others'; what is in between teaches nothing. */
const WHOLE = 0.12;
const BROKEN = 0.3;

/** @returns `[{ view, label }]`: all whole digits of one composed string, and about as many others as there are digits, twice. */
export function samplesOf(digits, random) {
  const { width, height, ink: data, owners, shared, labels } = composeString(digits, random);
  const ink = { width, height, data };
  const threshold = random.uniform(0.35, 0.6);
  const mask = createMask(width, height);
  for (let i = 0; i < data.length; i++) mask.data[i] = data[i] > threshold ? 1 : 0;
  const labeling = findComponents(mask, ink);
  const totals = new Array(labels.length).fill(0);
  // Sides that two digits have in common count for neither: they are whole with and without them.
  const isOwn = (i) => owners[i] !== NO_DIGIT && !shared[i];
  for (let i = 0; i < data.length; i++) if (mask.data[i] && isOwn(i)) totals[owners[i]]++;
  const samples = [];
  for (const textLine of findTextLines(labeling.components.filter(({ area }) => area >= 4))) {
    const line = segmentLine(textLine, labeling);
    const own = line.segments.map(() => new Array(labels.length).fill(0));
    for (let i = 0; i < line.numbers.length; i++) {
      if (!line.numbers[i]) continue;
      const x = line.place.x + (i % line.place.width);
      const y = line.place.y + Math.floor(i / line.place.width);
      if (isOwn(y * width + x)) own[line.numbers[i] - 1][owners[y * width + x]]++;
    }
    const views = segmentViews(ink, 1, line);
    const others = [];
    for (let from = 0; from < own.length; from++) {
      for (let to = from + 1; to <= own.length; to++) {
        if (!mayBeDigit(line, from, to)) continue;
        const counts = labels.map((_, n) => own.slice(from, to).reduce((sum, segment) => sum + segment[n], 0));
        const most = counts.indexOf(Math.max(...counts));
        const foreign = counts.reduce((sum, count, n) => (n === most ? sum : sum + count), 0);
        const wrong = counts[most] === 0 ? 1 : (totals[most] - counts[most] + foreign) / totals[most];
        if (wrong <= WHOLE) samples.push({ view: views(from, to), label: labels[most] });
        else if (wrong >= BROKEN) others.push([from, to]);
      }
    }
    for (let n = Math.min(others.length, 2 * labels.length); n > 0; n--) {
      const [[from, to]] = others.splice(random.integer(others.length), 1);
      samples.push({ view: views(from, to), label: NO_WHOLE });
    }
  }
  return samples;
}
