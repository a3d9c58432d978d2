import { Conv2DShape } from './conv2dShape.as';
import { multiplyRows } from './multiplyRows.as';
import { addColumnSums } from './reduce.as';
import { clear, ZEROS } from './simd.as';
import { ADD, PANEL } from './tile.as';
import { Layout, PRODUCT, PRODUCTS, transformSamples } from './winograd5Tiles.as';
import { addFilterGradient, OUTPUTS, transformGradient } from './winograd5Transforms.as';

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
  const layout = Layout.make(shape, scratch);
  const channels = shape.inChannels;
  const gradients = layout.products;
  const panel = layout.group * layout.tiles * PRODUCTS * PRODUCT;
  const sums = gradients + (shape.filters / PANEL) * panel;
  clear(PRODUCTS * channels * shape.filters, sums);
  while (samples) {
    const group = min(samples, layout.group);
    const tiles = group * layout.tiles;
    transformSamples(layout, group, x);
    transformGradients(layout, group, dy, gradients, panel);
    let sum = sums;
    for (let first: usize = 0; first < shape.filters; first += PANEL) {
      let b = gradients + (first / PANEL) * panel;
      for (let product: usize = 0; product < PRODUCTS; product++) {
        const a = layout.patches + product * layout.patchStep;
        multiplyRows(ADD, channels, a, 4, channels * 4, 1, tiles, 0, b, ZEROS, sum, PRODUCT, PANEL);
        b += tiles * PRODUCT;
        sum += channels * PRODUCT;
      }
    }
    x += group * shape.inSize * 4;
    dy += group * shape.outSize * 4;
    samples -= group;
  }
  addFilterGradients(layout, sums, dw);
}

/** gradients [filters/8][49][samples · tiles][8] = A dY Aᵀ of each tile; `panel` bytes for eight filters. */
function transformGradients(layout: Layout, samples: usize, dy: usize, gradients: usize, panel: usize): void {
  const filters = layout.tiled.filters;
  const height = layout.outHeight;
  const width = layout.outWidth;
  const pixel = filters * 4;
  const product = samples * layout.tiles * PRODUCT;
  let tile = gradients;
  for (; samples; samples--) {
    for (let top: usize = 0; top < height; top += OUTPUTS) {
      for (let left: usize = 0; left < width; left += OUTPUTS) {
        const place = dy + (top * width + left) * pixel;
        const high = min(OUTPUTS, height - top);
        const wide = min(OUTPUTS, width - left);
        for (let filter: usize = 0; filter < filters; filter += 4) {
          const out = tile + (filter / PANEL) * panel + (filter % PANEL) * 4;
          transformGradient(place + filter * 4, pixel, width * pixel, high, wide, out, product, layout.vectors);
        }
        tile += PRODUCT;
      }
    }
    dy += height * width * pixel;
  }
}

/** dw [3, 3, inChannels, filters] += Gᵀ u G of each filter and channel; sums [filters/8][49][inChannels][8]. */
function addFilterGradients(layout: Layout, sums: usize, dw: usize): void {
  const channels = layout.tiled.inChannels;
  const filters = layout.tiled.filters;
  const tap = channels * filters * 4;
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let filter: usize = 0; filter < filters; filter += 4) {
      const u = sums + ((filter / PANEL) * PRODUCTS * channels + channel) * PRODUCT + (filter % PANEL) * 4;
      addFilterGradient(u, channels * PRODUCT, dw + filter * 4, tap, 3 * tap, layout.vectors);
    }
    dw += filters * 4;
  }
}
