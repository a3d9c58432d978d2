import type { Random } from '../../random.js';
import { bell } from './chance.js';
import { SIDE } from './picture.js';

/** How far each point of a picture is moved: `[nodes × nodes]` on a grid wider than the picture, in px. */
export interface ElasticField {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Cells of the grid across a picture; three more nodes than cells, since each point lies under four splines. */
const CELLS = 5;
const NODES = CELLS + 3;

/** Of each row or column of pixels: the first of the four nodes that move it, and their weights. */
const spline = Array.from({ length: SIDE }, (_, pixel) => {
  const place = ((pixel + 0.5) * CELLS) / SIDE;
  const node = Math.floor(place);
  const t = place - node;
  const s = 1 - t;
  const weights = [s * s * s, 3 * t * t * t - 6 * t * t + 4, 3 * s * s * s - 6 * s * s + 4, t * t * t].map(
    (weight) => weight / 6,
  );
  return { node, weights };
});
const firstNode = Int32Array.from(spline, ({ node }) => node);
const nodeWeights = Float64Array.from(spline.flatMap(({ weights }) => weights));

/**
 * A smooth random bend, as an unsteady hand makes it: nodes every 5.6 px are moved at random, and uniform cubic B-splines move what
 * lies between. After Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual
 * document analysis" (2003), who blur one random vector a pixel instead.
 *
 * @param amountPx Standard deviation of the nodes' moves; points move about half of that.
 */
export function elasticField(random: Random, amountPx: number): ElasticField {
  const x = new Float64Array(NODES * NODES);
  const y = new Float64Array(NODES * NODES);
  for (let i = 0; i < x.length; i++) {
    x[i] = amountPx * bell(random);
    y[i] = amountPx * bell(random);
  }
  return { x, y };
}

const across = new Float64Array(NODES);

/** How far the points of one row of pixels are moved along one axis. */
export function rowOfField(nodes: Float64Array, row: number, into: Float64Array): void {
  const top = firstNode[row] * NODES;
  const w = 4 * row;
  for (let node = 0; node < NODES; node++) {
    const i = top + node;
    across[node] =
      nodeWeights[w] * nodes[i] +
      nodeWeights[w + 1] * nodes[i + NODES] +
      nodeWeights[w + 2] * nodes[i + 2 * NODES] +
      nodeWeights[w + 3] * nodes[i + 3 * NODES];
  }
  for (let column = 0; column < SIDE; column++) {
    const node = firstNode[column];
    const k = 4 * column;
    into[column] =
      nodeWeights[k] * across[node] +
      nodeWeights[k + 1] * across[node + 1] +
      nodeWeights[k + 2] * across[node + 2] +
      nodeWeights[k + 3] * across[node + 3];
  }
}
