import type { Drawing, PenPoint } from './drawing.js';

/** Where a drawing's text begins in a page's address. */
const PREFIX = '#drawing=';
/** A drawing of more points than this is cut short: addresses that are too long do not travel. */
const MOST_POINTS = 600;
/** Points nearer than this to the line between their neighbours say nothing, as a share of the pad. */
const STRAIGHT = 0.004;
/** How fast a drawing from an address is drawn again. */
const MS_A_POINT = 30;

/**
 * A drawing as the end of an address, for a link that shows it elsewhere: a byte for each of x, y and pressure of a point,
 * strokes parted by three zero bytes, in base64 of addresses. Times are left out.
 */
export function drawingToHash(drawing: Drawing): string {
  const bytes: number[] = [];
  let points = 0;
  for (const stroke of drawing) {
    if (bytes.length > 0) bytes.push(0, 0, 0);
    for (const { x, y, pressure } of withoutStraightPoints(stroke)) {
      if (points++ >= MOST_POINTS) break;
      bytes.push(toByte(x), toByte(y), toByte(pressure));
    }
  }
  const text = btoa(String.fromCharCode(...bytes));
  return PREFIX + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Whether an address ends in a drawing. */
export function leadsToDrawing(hash: string): boolean {
  return hash.startsWith(PREFIX);
}

/** The drawing in the end of an address, as if it had been drawn at an even speed; nothing where there is none. */
export function drawingFromHash(hash: string): Drawing | undefined {
  if (!leadsToDrawing(hash)) return undefined;
  let text: string;
  try {
    text = atob(hash.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
  const strokes: PenPoint[][] = [[]];
  for (let i = 0, ms = 0; i + 2 < text.length; i += 3, ms += MS_A_POINT) {
    const [x, y, pressure] = [0, 1, 2].map((offset) => text.charCodeAt(i + offset));
    if (x === 0 && y === 0 && pressure === 0) strokes.push([]);
    else strokes[strokes.length - 1].push({ x: fromByte(x), y: fromByte(y), pressure: fromByte(pressure), ms });
  }
  const drawing = strokes.filter((stroke) => stroke.length > 0);
  return drawing.length > 0 ? drawing : undefined;
}

/** 1..255, so that no point looks like the mark between strokes. */
function toByte(share: number): number {
  return 1 + Math.round(254 * Math.min(1, Math.max(0, share)));
}

function fromByte(byte: number): number {
  return Math.max(0, byte - 1) / 254;
}

/** Fewer points for the same line (Ramer, Douglas, Peucker). */
function withoutStraightPoints(stroke: readonly PenPoint[]): readonly PenPoint[] {
  if (stroke.length < 3) return stroke;
  const [first, last] = [stroke[0], stroke[stroke.length - 1]];
  let farthest = 0;
  let most = 0;
  for (let i = 1; i < stroke.length - 1; i++) {
    const distance = distanceToLine(stroke[i], first, last);
    if (distance > most) [most, farthest] = [distance, i];
  }
  if (most <= STRAIGHT) return [first, last];
  const before = withoutStraightPoints(stroke.slice(0, farthest + 1));
  return [...before.slice(0, -1), ...withoutStraightPoints(stroke.slice(farthest))];
}

function distanceToLine(point: PenPoint, from: PenPoint, to: PenPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((point.x - from.x) * dx + (point.y - from.y) * dy) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}
