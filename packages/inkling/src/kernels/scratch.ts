import type { Conv2DShape } from './kernels.js';

/** Elements of a region: a whole number of cache lines, as `align` in frame.as.ts has it. */
const aligned = (elements: number): number => Math.ceil(elements / 16) * 16;

/** Elements of x as the kernels read it: itself, or a copy with zeros around where a patch reaches beyond it. */
function frameSize(shape: Conv2DShape): { padded: boolean; elements: number } {
  const height = (shape.outHeight - 1) * shape.strideY + shape.kernelHeight;
  const width = (shape.outWidth - 1) * shape.strideX + shape.kernelWidth;
  const padded = shape.padTop > 0 || shape.padLeft > 0 || height > shape.inHeight || width > shape.inWidth;
  const pixels = padded ? height * width : shape.inHeight * shape.inWidth;
  return { padded, elements: pixels * shape.inChannels };
}

/** Elements of scratch that `conv2dForward`, `conv2dBackwardWeights` and `conv2dBackwardInput` need, one at a time. */
export function conv2dScratch(shape: Conv2DShape): number {
  const { kernelHeight, kernelWidth, inChannels, outHeight, outWidth, filters } = shape;
  const frame = frameSize(shape);
  const panels = outHeight * outWidth * Math.ceil(filters / 8) * 8;
  const columns = outWidth * kernelHeight * kernelWidth * inChannels;
  return (frame.padded ? aligned(frame.elements) : 0) + Math.max(panels, columns);
}

/** Elements of scratch that `pooledConv2dForward` and `pooledConv2dBackward` need, one at a time. */
export function pooledConv2dScratch(shape: Conv2DShape): number {
  const { outHeight, outWidth, filters } = shape;
  const frame = frameSize(shape);
  const windows = (outHeight / 2) * (outWidth / 2);
  const lists = aligned(filters * 4) + aligned(windows * 16) + 2 * aligned(windows * filters * 2);
  return (frame.padded ? aligned(frame.elements) : 0) + aligned(frame.elements + 4) + lists;
}

/** Outputs of a Winograd tile along an axis, and its products: as in winograd5Transforms.as.ts. */
const TILE = 5;
const PRODUCTS = 49;
/** Tiles that are computed together, as in winograd5.as.ts and winograd5Backward.as.ts. */
const FORWARD_ROWS = 24;
const BACKWARD_ROWS = 36;

/**
 * Whether the kernels `winograd5…` can do the work of the direct ones, and in fewer operations: vectors of four
 * multiplied and added, with what it takes to transform patches and products.
 */
export function suitsWinograd(shape: Conv2DShape): boolean {
  const { kernelHeight, kernelWidth, strideY, strideX, inChannels, filters, outHeight, outWidth } = shape;
  const threeByThree = kernelHeight === 3 && kernelWidth === 3 && strideY === 1 && strideX === 1;
  if (!threeByThree || inChannels % 4 !== 0 || filters % 8 !== 0) return false;
  const direct = (outHeight * outWidth * 9 * inChannels * filters) / 4;
  const transforms = 60 * inChannels + 50 * filters;
  const [tilesHigh, tilesWide] = tilesOf(shape);
  return tilesHigh * tilesWide * (transforms + (PRODUCTS * inChannels * filters) / 4) < 0.8 * direct;
}

/** Rows of tiles, and tiles in a row. */
function tilesOf({ outHeight, outWidth }: Conv2DShape): [high: number, wide: number] {
  return [Math.ceil(outHeight / TILE), Math.ceil(outWidth / TILE)];
}

/** Elements of scratch that `winograd5Conv2dForward` and `winograd5PooledConv2dForward` need. */
export function winogradScratch(shape: Conv2DShape): number {
  const { most, band, elements } = winogradPatches(shape, FORWARD_ROWS);
  return elements + most * PRODUCTS * 8 + band * TILE * shape.outWidth * 8;
}

/** Elements of scratch that `winograd5Conv2dBackwardWeights` needs. */
export function winogradBackwardScratch(shape: Conv2DShape): number {
  const { inChannels, filters } = shape;
  const { most, elements } = winogradPatches(shape, BACKWARD_ROWS);
  return elements + PRODUCTS * (filters * most + 16 + filters * inChannels + 16);
}

/**
 * Tiles that are computed together, rows of them of one sample, and the scratch for their transformed patches and what lies
 * before them: as `Layout` has it.
 */
function winogradPatches(shape: Conv2DShape, rows: number): { most: number; band: number; elements: number } {
  const [tilesHigh, tilesWide] = tilesOf(shape);
  const group = Math.max(1, Math.floor(rows / (tilesHigh * tilesWide)));
  const band = Math.min(tilesHigh, Math.max(2, Math.floor(rows / tilesWide) & ~1));
  const most = group * band * tilesWide;
  const { padded } = frameSize({ ...shape, outHeight: tilesHigh * TILE, outWidth: tilesWide * TILE });
  const frame = (band * TILE + 2) * (tilesWide * TILE + 2) * shape.inChannels;
  const records = 48;
  const patches = PRODUCTS * (aligned(most * shape.inChannels) + 16);
  return { most, band, elements: records + (padded ? aligned(frame) : 0) + aligned(4 * PRODUCTS) + patches };
}
