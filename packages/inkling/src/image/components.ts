import type { Mask, Plane } from './plane.js';

/** A piece of ink: pixels that touch each other, corners included. */
export interface Component {
  /** Its number in `labels`, from 1. */
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels. */
  readonly area: number;
  /** Sum of its pixels' ink. */
  readonly ink: number;
  /** How many of its pixels lie on each side of the picture. */
  readonly border: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

export interface Labeling {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`: 0 ground, else the component's label. */
  readonly labels: Int32Array;
  readonly components: Component[];
}

/** Finds the connected pieces of a mask (8 neighbours), by union-find in two passes over the picture. */
export function findComponents({ width, height, data }: Mask, ink: Plane): Labeling {
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!data[i]) continue;
      let label = x > 0 ? join(parent, 0, labels[i - 1]) : 0;
      if (y > 0) {
        if (x > 0) label = join(parent, label, labels[i - width - 1]);
        label = join(parent, label, labels[i - width]);
        if (x < width - 1) label = join(parent, label, labels[i - width + 1]);
      }
      if (!label) {
        label = parent.length;
        parent.push(label);
      }
      labels[i] = label;
    }
  }
  return {
    width,
    height,
    labels,
    components: measure(
      labels,
      width,
      height,
      ink,
      parent.map((_, label) => rootOf(parent, label)),
    ),
  };
}

function rootOf(parent: number[], label: number): number {
  let top = label;
  while (parent[top] !== top) {
    parent[top] = parent[parent[top]];
    top = parent[top];
  }
  return top;
}

/** Makes one piece of a pixel's label (0 if it has none yet) and its neighbour's (0 for ground); returns the smaller root. */
function join(parent: number[], label: number, neighbor: number): number {
  if (!neighbor) return label;
  const other = rootOf(parent, neighbor);
  if (!label || other === label) return other;
  const smaller = Math.min(other, label);
  parent[Math.max(other, label)] = smaller;
  return smaller;
}

/** Renumbers `labels` by their roots, 1, 2, … in reading order, and measures each piece. */
function measure(labels: Int32Array, width: number, height: number, ink: Plane, roots: number[]): Component[] {
  const numbers = new Int32Array(roots.length);
  const found: { x0: number; y0: number; x1: number; y1: number; area: number; ink: number; sides: number[] }[] = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!labels[i]) continue;
      const root = roots[labels[i]];
      if (!numbers[root])
        numbers[root] = found.push({ x0: x, y0: y, x1: x, y1: y, area: 0, ink: 0, sides: [0, 0, 0, 0] });
      labels[i] = numbers[root];
      const piece = found[numbers[root] - 1];
      if (x < piece.x0) piece.x0 = x;
      if (x > piece.x1) piece.x1 = x;
      piece.y1 = y;
      piece.area++;
      piece.ink += ink.data[i];
      if (x === 0) piece.sides[0]++;
      if (y === 0) piece.sides[1]++;
      if (x === width - 1) piece.sides[2]++;
      if (y === height - 1) piece.sides[3]++;
    }
  }
  return found.map(({ x0, y0, x1, y1, area, ink, sides: [left, top, right, bottom] }, i) => ({
    label: i + 1,
    x: x0,
    y: y0,
    width: x1 - x0 + 1,
    height: y1 - y0 + 1,
    area,
    ink,
    border: { left, top, right, bottom },
  }));
}
