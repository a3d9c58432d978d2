import { Conv2DShape } from './conv2dShape.as';
import { ZEROS } from './simd.as';
import { PANEL, Tile } from './tile.as';
import { Layout, PRODUCT, PRODUCTS, transformSamples } from './winograd5Tiles.as';
import { OUTPUTS, transformFilters, transformProducts } from './winograd5Transforms.as';
import { multiplyProducts } from './winogradProducts.as';

/** Tiles that are computed together. */
const ROWS: usize = 24;

/**
 * kernel [3, 3, inChannels, filters] → [filters/8][49][inChannels][8]: U = G g Gᵀ of each filter and channel.
 * filters is a multiple of eight. Scratch: 49 vectors.
 */
export function packWinograd5(shape: Conv2DShape, kernel: usize, out: usize, scratch: usize): void {
  const channels = shape.inChannels;
  const filters = shape.filters;
  const tap = channels * filters * 4;
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let filter: usize = 0; filter < filters; filter += 4) {
      const u = out + ((filter / PANEL) * PRODUCTS * channels + channel) * PRODUCT + (filter % PANEL) * 4;
      transformFilters(kernel + filter * 4, tap, 3 * tap, u, channels * PRODUCT, scratch);
    }
    kernel += filters * 4;
  }
}

/**
 * kernel [3, 3, inChannels, filters] → [3, 3, filters, inChannels], turned by half a circle: convolving dy with it, padded by
 * 2 − padTop and 2 − padLeft, gives dx.
 */
export function turnKernel(shape: Conv2DShape, kernel: usize, out: usize): void {
  const channels = shape.inChannels;
  const filters = shape.filters;
  for (let tap: usize = 0; tap < 9; tap++) {
    const turned = out + (8 - tap) * channels * filters * 4;
    for (let channel: usize = 0; channel < channels; channel++) {
      for (let filter: usize = 0; filter < filters; filter++) {
        store<f32>(turned + (filter * channels + channel) * 4, load<f32>(kernel));
        kernel += 4;
      }
    }
  }
}

/**
 * conv2dForward for 3×3 kernels of stride 1 with 49 multiplications for 25 outputs instead of 225 (and pooledConv2dForward
 * where pooled). inChannels is a multiple of four and filters of eight; transformed = packWinograd5(kernel).
 */
export function winograd5Conv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  transformed: usize,
  bias: usize,
  y: usize,
  scratch: usize,
): void {
  winograd5PooledConv2dForward(shape, samples, x, transformed, bias, y, 0, scratch);
}

/** pooledConv2dForward by the same way, and not pooled where `arg` is 0. */
export function winograd5PooledConv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  transformed: usize,
  bias: usize,
  y: usize,
  arg: usize,
  scratch: usize,
): void {
  const layout = Layout.make(shape, ROWS, scratch);
  const products = layout.rest;
  const picture = products + layout.most * PRODUCTS * PRODUCT;
  const outputs = arg ? shape.outSize / 4 : shape.outSize;
  const rowOutputs = (arg ? shape.outWidth / 2 : shape.outWidth) * shape.filters;
  while (samples) {
    const group = min(samples, layout.group);
    for (let top: usize = 0; top < layout.tilesHigh; top += layout.band) {
      const rows = min(layout.band, layout.tilesHigh - top);
      const height = min(rows * OUTPUTS, shape.outHeight - top * OUTPUTS);
      transformSamples(layout, group, x, top, rows);
      let u = transformed;
      for (let first: usize = 0; first < shape.filters; first += PANEL) {
        multiplyPanel(layout, group * rows * layout.tilesWide, u, products);
        u += PRODUCTS * layout.tiled.inChannels * PRODUCT;
        const init = bias ? bias + first * 4 : ZEROS;
        let m = products;
        let place = (arg ? (top * OUTPUTS) / 2 : top * OUTPUTS) * rowOutputs + first;
        for (let sample: usize = 0; sample < group; sample++) {
          if (arg) {
            placeOutputs(layout, m, init, picture, PRODUCT, height, shape.outWidth);
            poolPicture(shape, picture, height, y + place * 4, arg + place);
          } else placeOutputs(layout, m, init, y + place * 4, shape.filters * 4, height, shape.outWidth);
          m += rows * layout.tilesWide * PRODUCTS * PRODUCT;
          place += outputs;
        }
      }
    }
    x += group * shape.inSize * 4;
    y += group * outputs * 4;
    if (arg) arg += group * outputs;
    samples -= group;
  }
}

/** products [tiles][49][8] of eight filters. */
function multiplyPanel(layout: Layout, tiles: usize, u: usize, products: usize): void {
  const channels = layout.tiled.inChannels;
  for (let product: usize = 0; product < PRODUCTS; product++) {
    const a = layout.patches + product * layout.patchStep;
    multiplyProducts(tiles, a, channels * 4, channels, u, products + product * PRODUCT, PRODUCTS * PRODUCT);
    u += channels * PRODUCT;
  }
}

/** out [height, width, ·] = the outputs of eight filters of one sample, its pixels `pixel` bytes apart. */
function placeOutputs(
  layout: Layout,
  m: usize,
  bias: usize,
  out: usize,
  pixel: usize,
  height: usize,
  width: usize,
): void {
  for (let top: usize = 0; top < height; top += OUTPUTS) {
    for (let left: usize = 0; left < width; left += OUTPUTS) {
      const place = out + (top * width + left) * pixel;
      const high = min(OUTPUTS, height - top);
      const wide = min(OUTPUTS, width - left);
      for (let half: usize = 0; half < PRODUCT; half += 16) {
        const init = v128.load(bias + half);
        transformProducts(m + half, PRODUCT, init, place + half, pixel, width * pixel, high, wide, layout.vectors);
      }
      m += PRODUCTS * PRODUCT;
    }
  }
}

/** picture [height][outWidth][8] → the pooled maxima of eight filters. */
function poolPicture(shape: Conv2DShape, picture: usize, height: usize, y: usize, arg: usize): void {
  const filters = shape.filters;
  const rowStep = shape.outWidth * PRODUCT;
  for (let oy: usize = 0; oy < height; oy += 2) {
    for (let ox: usize = 0; ox < shape.outWidth; ox += 2) {
      const top = picture + oy * rowStep + ox * PRODUCT;
      const below = top + rowStep;
      Tile.pool(
        v128.load(top),
        v128.load(top, 32),
        v128.load(below),
        v128.load(below, 32),
        v128.load(top, 16),
        v128.load(top, 48),
        v128.load(below, 16),
        v128.load(below, 48),
        y,
        arg,
        PANEL,
      );
      y += filters * 4;
      arg += filters;
    }
  }
}
