import type { Rectangle } from './crop.js';
import { createPlane, type Plane } from './plane.js';
import { resample } from './resample.js';
import type { SegmentedLine } from './segments.js';

/** Size of a view in px, and how many of them the height of the line takes. */
export const VIEW = { height: 24, width: 32, line: 14 } as const;

/**
 * Shows segments of a line beside their neighbours, all as large as they are in the line: what the network that tells whole digits
 * from parts and pairs looks at.
 *
 * @param ink The page's, `strength` of it as 1.
 * @returns Of segments `from` to `to` (not included) `[24 × 32 × 2]`, 0 ground .. 255 ink: first their own ink, then all other.
 */
export function segmentViews(
  ink: Plane,
  strength: number,
  { place, numbers, segments, height }: SegmentedLine,
): (from: number, to: number) => Uint8Array {
  const scale = height / VIEW.line;
  const size = { width: Math.ceil(place.width / scale), height: Math.ceil(place.height / scale) };
  const small = segments.map((_, number) => {
    const own = createPlane(place.width, place.height);
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i] !== number + 1) continue;
      const at = (place.y + Math.floor(i / place.width)) * ink.width + place.x + (i % place.width);
      own.data[i] = Math.min(1, ink.data[at] / strength);
    }
    return resample(own, { ...size, scale, left: 0, top: 0 });
  });
  return (from, to) => {
    const [left, top] = cornerAround(
      segments.slice(from, to).map(({ box }) => box),
      scale,
    );
    const view = new Uint8Array(VIEW.height * VIEW.width * 2);
    for (let y = Math.max(0, -top); y < Math.min(VIEW.height, size.height - top); y++) {
      for (let x = Math.max(0, -left); x < Math.min(VIEW.width, size.width - left); x++) {
        const at = (top + y) * size.width + left + x;
        let [own, others] = [0, 0];
        for (let number = 0; number < small.length; number++) {
          if (number >= from && number < to) own += small[number].data[at];
          else others += small[number].data[at];
        }
        const i = 2 * (y * VIEW.width + x);
        view[i] = Math.min(255, 255 * own + 0.5);
        view[i + 1] = Math.min(255, 255 * others + 0.5);
      }
    }
    return view;
  };
}

/** Where in the small line the corner of a view lies that has the boxes in its middle. */
function cornerAround(boxes: readonly Rectangle[], scale: number): [number, number] {
  const middle = (start: (box: Rectangle) => number, size: (box: Rectangle) => number) =>
    (Math.min(...boxes.map(start)) + Math.max(...boxes.map((box) => start(box) + size(box)))) / 2;
  const x = middle(
    ({ x }) => x,
    ({ width }) => width,
  );
  const y = middle(
    ({ y }) => y,
    ({ height }) => height,
  );
  return [Math.round(x / scale - VIEW.width / 2), Math.round(y / scale - VIEW.height / 2)];
}
