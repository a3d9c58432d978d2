import { Conv2DShape } from './conv2dShape.as';
import { multiplyRows } from './multiplyRows.as';
import { addColumnSums } from './reduce.as';
import { clear, ZEROS } from './simd.as';
import { ADD, PANEL } from './tile.as';
import { Layout, PRODUCT, PRODUCTS, transformSamples } from './winograd5Tiles.as';
import { addFilterGradient, OUTPUTS, transformGradient } from './winograd5Transforms.as';

/** Tiles that are computed together: more than forward, since the sums are read and written for each of these groups. */
const ROWS: usize = 36;

/**
 * conv2dBackwardWeights for 3×3 kernels of stride 1: the forward pass is Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, so
 * dg = Gᵀ[Σ (Bᵀ d B) ⊙ (A dY Aᵀ)]G, where the sum over all tiles is 49 matrix products. inChannels is a multiple of four
 * and filters of eight.
 */
export function winograd5Conv2dBackwardWeights(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  dy: usize,
  dw: usize,
  db: usize,
  scratch: usize,
): void {
  if (db) addColumnSums(samples * shape.outHeight * shape.outWidth, shape.filters, dy, db);
  const layout = Layout.make(shape, ROWS, scratch);
  const channels = shape.inChannels;
  const panels = shape.filters / PANEL;
  const gradients = layout.rest;
  const panel = layout.most * PRODUCT;
  // A cache line more, as for the patches.
  const gradientStep = panels * panel + 64;
  const sums = gradients + PRODUCTS * gradientStep;
  const sumStep = panels * channels * PRODUCT + 64;
  clear((PRODUCTS * sumStep) / 4, sums);
  while (samples) {
    const group = min(samples, layout.group);
    for (let top: usize = 0; top < layout.tilesHigh; top += layout.band) {
      const rows = min(layout.band, layout.tilesHigh - top);
      const tiles = group * rows * layout.tilesWide;
      transformSamples(layout, group, x, top, rows);
      transformGradients(layout, group, dy, top, rows, gradients, panel, gradientStep);
      for (let product: usize = 0; product < PRODUCTS; product++) {
        const a = layout.patches + product * layout.patchStep;
        let b = gradients + product * gradientStep;
        let sum = sums + product * sumStep;
        for (let i: usize = 0; i < panels; i++) {
          multiplyRows(ADD, channels, a, 4, channels * 4, 1, tiles, 0, b, ZEROS, sum, PRODUCT, PANEL);
          b += panel;
          sum += channels * PRODUCT;
        }
      }
    }
    x += group * shape.inSize * 4;
    dy += group * shape.outSize * 4;
    samples -= group;
  }
  addFilterGradients(layout, sums, sumStep, dw);
}

/**
 * gradients [49][filters/8][samples · tiles][8] = A dY Aᵀ of each tile in `rows` rows of tiles, from row `top` on; `panel` bytes
 * for eight filters, `product` from each of the 49 to the next.
 */
function transformGradients(
  layout: Layout,
  samples: usize,
  dy: usize,
  top: usize,
  rows: usize,
  gradients: usize,
  panel: usize,
  product: usize,
): void {
  const filters = layout.tiled.filters;
  const width = layout.outWidth;
  const pixel = filters * 4;
  const end = min((top + rows) * OUTPUTS, layout.outHeight);
  let tile = gradients;
  for (; samples; samples--) {
    for (let row = top * OUTPUTS; row < end; row += OUTPUTS) {
      for (let left: usize = 0; left < width; left += OUTPUTS) {
        const place = dy + (row * width + left) * pixel;
        const high = min(OUTPUTS, end - row);
        const wide = min(OUTPUTS, width - left);
        for (let filter: usize = 0; filter < filters; filter += 4) {
          const out = tile + (filter / PANEL) * panel + (filter % PANEL) * 4;
          transformGradient(place + filter * 4, pixel, width * pixel, high, wide, out, product, layout.vectors);
        }
        tile += PRODUCT;
      }
    }
    dy += layout.outHeight * width * pixel;
  }
}

/** dw [3, 3, inChannels, filters] += Gᵀ u G of each filter and channel; sums [49][filters/8][inChannels][8], `product` bytes each of the 49. */
function addFilterGradients(layout: Layout, sums: usize, product: usize, dw: usize): void {
  const channels = layout.tiled.inChannels;
  const filters = layout.tiled.filters;
  const tap = channels * filters * 4;
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let filter: usize = 0; filter < filters; filter += 4) {
      const u = sums + ((filter / PANEL) * channels + channel) * PRODUCT + (filter % PANEL) * 4;
      addFilterGradient(u, product, dw + filter * 4, tap, 3 * tap, layout.vectors);
    }
    dw += filters * 4;
  }
}
