/** A place that the pen passed, in shares of the pad: 0 left and top, 1 right and bottom. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  /** How hard the pen was pressed, 0..1; 0.5 of a mouse, which cannot tell. */
  readonly pressure: number;
  /** When, in ms since the drawing began. */
  readonly ms: number;
}

export type Stroke = readonly PenPoint[];

/** What was drawn, stroke by stroke. */
export type Drawing = readonly Stroke[];

/** The pen's width without pressure, as a share of the pad's side. */
const PEN = 0.066;

/** How wide the pen draws at a pressure of 0..1, as a share of the pad's side; half pressed as wide as a mouse draws. */
export function penWidth(pressure: number): number {
  return PEN * (0.6 + 0.8 * pressure);
}

/** As much of a canvas's context as drawing needs. */
type Pen = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'arc' | 'fill' | 'lineWidth' | 'lineCap' | 'lineJoin'
>;

/** Draws on a square canvas of `side` px, in its stroke and fill styles. */
export function drawStrokes(pen: Pen, drawing: Drawing, side: number): void {
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const stroke of drawing) drawStroke(pen, stroke, side);
}

function drawStroke(pen: Pen, stroke: Stroke, side: number): void {
  const [first] = stroke;
  if (!first) return;
  pen.beginPath();
  pen.arc(first.x * side, first.y * side, (penWidth(first.pressure) * side) / 2, 0, 2 * Math.PI);
  pen.fill();
  for (let i = 1; i < stroke.length; i++) {
    pen.beginPath();
    pen.lineWidth = ((penWidth(stroke[i - 1].pressure) + penWidth(stroke[i].pressure)) / 2) * side;
    pen.moveTo(stroke[i - 1].x * side, stroke[i - 1].y * side);
    pen.lineTo(stroke[i].x * side, stroke[i].y * side);
    pen.stroke();
  }
}

/** The part of a drawing that was drawn `ms` after it began. */
export function drawnUntil(drawing: Drawing, ms: number): Drawing {
  return drawing.map((stroke) => stroke.filter((point) => point.ms <= ms)).filter((stroke) => stroke.length > 0);
}

/** How long the drawing took, in ms. */
export function durationOf(drawing: Drawing): number {
  return drawing.at(-1)?.at(-1)?.ms ?? 0;
}
