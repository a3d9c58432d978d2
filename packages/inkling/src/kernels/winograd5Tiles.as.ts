import { Conv2DShape } from './conv2dShape.as';
import { align, frameRows } from './frame.as';
import { PANEL } from './tile.as';
import { OUTPUTS, SIDE, transformPatch } from './winograd5Transforms.as';

/** Products of a tile: a 7×7 patch of x gives 5×5 outputs. */
export const PRODUCTS: usize = SIDE * SIDE;
/** Bytes of one product for eight filters. */
export const PRODUCT: usize = PANEL * 4;

/** How a call lays out its scratch memory, at whose begin this record lies. Distances in bytes. */
@unmanaged
export class Layout {
  /** The same convolution with whole tiles of outputs; its frame has what their patches need. */
  tiled: Conv2DShape;
  outHeight: usize;
  outWidth: usize;
  tilesHigh: usize;
  tilesWide: usize;
  /** Samples that are computed together, each whole; or one, of which so many rows of tiles are computed at a time. */
  group: usize;
  band: usize;
  frame: usize;
  vectors: usize;
  patches: usize;
  patchStep: usize;
  /** Tiles that patches have room for. */
  most: usize;
  /** What lies behind the patches. */
  rest: usize;

  /**
   * About `rows` tiles, the rows of each matrix product, are computed together: more would fall out of the cache before
   * they are needed again. An even number of rows of tiles at a time, if not all, so that pooling finds its windows whole.
   */
  static make(shape: Conv2DShape, rows: usize, scratch: usize): Layout {
    const layout = changetype<Layout>(scratch);
    const tiled = changetype<Conv2DShape>(scratch + align(offsetof<Layout>()));
    memory.copy(changetype<usize>(tiled), changetype<usize>(shape), offsetof<Conv2DShape>());
    layout.tiled = tiled;
    layout.outHeight = shape.outHeight;
    layout.outWidth = shape.outWidth;
    layout.tilesHigh = (shape.outHeight + OUTPUTS - 1) / OUTPUTS;
    layout.tilesWide = (shape.outWidth + OUTPUTS - 1) / OUTPUTS;
    layout.group = max<usize>(rows / (layout.tilesHigh * layout.tilesWide), 1);
    layout.band = min(layout.tilesHigh, max<usize>((rows / layout.tilesWide) & ~1, 2));
    layout.most = layout.group * layout.band * layout.tilesWide;
    tiled.outHeight = layout.tilesHigh * OUTPUTS;
    tiled.outWidth = layout.tilesWide * OUTPUTS;
    layout.frame = changetype<usize>(tiled) + align(offsetof<Conv2DShape>());
    layout.vectors = layout.frame + (tiled.padded ? align(rowsSeen(layout.band) * tiled.rowStep) : 0);
    layout.patches = layout.vectors + align(PRODUCTS * 16);
    // A cache line more, lest the matrices lie a power of two apart and throw one another out of the cache.
    layout.patchStep = align(layout.most * shape.inChannels * 4) + 64;
    layout.rest = layout.patches + PRODUCTS * layout.patchStep;
    return layout;
  }
}

/** Rows of the frame that so many rows of tiles see. */
function rowsSeen(tileRows: usize): usize {
  return tileRows * OUTPUTS + SIDE - OUTPUTS;
}

/** patches [49][samples · tiles][inChannels] = Bᵀ d B of the patch of each tile in `rows` rows of tiles, from row `top` on. */
export function transformSamples(layout: Layout, samples: usize, x: usize, top: usize, rows: usize): void {
  const tiled = layout.tiled;
  const pixel = tiled.inChannels * 4;
  let patches = layout.patches;
  for (; samples; samples--) {
    let row = frameRows(tiled, x, top * OUTPUTS, rowsSeen(rows), layout.frame);
    for (let ty: usize = 0; ty < rows; ty++) {
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
