import { Conv2DShape } from './conv2dShape.as';
import { align, frameOf, frameScratch } from './frame.as';
import { PANEL } from './tile.as';
import { OUTPUTS, SIDE, transformPatch } from './winograd5Transforms.as';

/** Products of a tile: a 7×7 patch of x gives 5×5 outputs. */
export const PRODUCTS: usize = SIDE * SIDE;
/** Bytes of one product for eight filters. */
export const PRODUCT: usize = PANEL * 4;
/** Samples go together until there are about so many tiles, the rows of each matrix product. */
const ROWS: usize = 20;

/** How a call lays out its scratch memory, at whose begin this record lies. Distances in bytes. */
@unmanaged
export class Layout {
  /** The same convolution with whole tiles of outputs; its frame has what their patches need. */
  tiled: Conv2DShape;
  outHeight: usize;
  outWidth: usize;
  tilesHigh: usize;
  tilesWide: usize;
  /** Tiles of a sample. */
  tiles: usize;
  /** Samples that are computed together. */
  group: usize;
  frame: usize;
  vectors: usize;
  patches: usize;
  patchStep: usize;
  products: usize;
  picture: usize;

  static make(shape: Conv2DShape, scratch: usize): Layout {
    const layout = changetype<Layout>(scratch);
    const tiled = changetype<Conv2DShape>(scratch + align(offsetof<Layout>()));
    memory.copy(changetype<usize>(tiled), changetype<usize>(shape), offsetof<Conv2DShape>());
    layout.tiled = tiled;
    layout.outHeight = shape.outHeight;
    layout.outWidth = shape.outWidth;
    layout.tilesHigh = (shape.outHeight + OUTPUTS - 1) / OUTPUTS;
    layout.tilesWide = (shape.outWidth + OUTPUTS - 1) / OUTPUTS;
    layout.tiles = layout.tilesHigh * layout.tilesWide;
    layout.group = max<usize>(ROWS / layout.tiles, 1);
    tiled.outHeight = layout.tilesHigh * OUTPUTS;
    tiled.outWidth = layout.tilesWide * OUTPUTS;
    layout.frame = changetype<usize>(tiled) + align(offsetof<Conv2DShape>());
    layout.vectors = layout.frame + frameScratch(tiled);
    layout.patches = layout.vectors + align(PRODUCTS * 16);
    // A cache line more, lest the matrices lie a power of two apart and throw one another out of the cache.
    layout.patchStep = align(layout.group * layout.tiles * shape.inChannels * 4) + 64;
    layout.products = layout.patches + PRODUCTS * layout.patchStep;
    layout.picture = layout.products + layout.group * layout.tiles * PRODUCTS * PRODUCT;
    return layout;
  }
}

/** patches [49][samples · tiles][inChannels] = Bᵀ d B of the patch of each tile. */
export function transformSamples(layout: Layout, samples: usize, x: usize): void {
  const tiled = layout.tiled;
  const pixel = tiled.inChannels * 4;
  let patches = layout.patches;
  for (; samples; samples--) {
    let row = frameOf(tiled, x, layout.frame);
    for (let ty: usize = 0; ty < layout.tilesHigh; ty++) {
      let d = row;
      for (let tx: usize = 0; tx < layout.tilesWide; tx++) {
        transformPatch(d, pixel, tiled.rowStep, patches, layout.patchStep, layout.vectors);
        d += OUTPUTS * pixel;
        patches += pixel;
      }
      row += OUTPUTS * tiled.rowStep;
    }
    x += tiled.inSize * 4;
  }
}
