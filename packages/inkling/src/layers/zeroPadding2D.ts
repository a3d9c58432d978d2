import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf } from './layer.js';
import type { Pair } from './windows.js';

/**
 * How many rows and columns are added.
 *
 * @example
 * const options: ZeroPadding2DOptions = { padding: [[1, 1], [2, 2]] };
 */
export interface ZeroPadding2DOptions extends LayerOptions {
  /**
   * Rows and columns of zeros: one number for all sides, `[rows, columns]` on either side, or `[[top, bottom], [left,
   * right]]`; 1 by default.
   */
  readonly padding?: number | Pair | readonly [Pair, Pair];
}

/**
 * Puts zeros around a picture. Input `[height, width, channels]`, output `[top + height + bottom, left + width + right, channels]`.
 *
 * @example
 * new ZeroPadding2D({ padding: 2 });
 */
export class ZeroPadding2D extends Layer {
  override readonly className = 'ZeroPadding2D';
  /** `[[top, bottom], [left, right]]`. */
  readonly padding: readonly [Pair, Pair];

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: ZeroPadding2DOptions = {}) {
    super(options);
    const padding = options.padding ?? 1;
    const [rows, columns] = typeof padding === 'number' ? [padding, padding] : padding;
    this.padding = [bothSides(rows), bothSides(columns)];
    if (!this.padding.flat().every((size) => Number.isInteger(size) && size >= 0)) {
      throw this.invalidArgument('padding', 'whole numbers, at least 0', options.padding);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    this.expectPicture(inputShape);
    const [height, width, channels] = inputShape;
    const [[top, bottom], [left, right]] = this.padding;
    return [top + height + bottom, left + width + right, channels];
  }

  override getConfig(): LayerConfig {
    const padding = this.padding.map((sides) => [...sides]);
    return { ...this.baseConfig(), padding, data_format: 'channels_last' };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    const [height, width, channels] = this.inputShape;
    const [[top], [left]] = this.padding;
    const row = width * channels;
    const paddedRow = this.outputShape[1] * channels;
    const y = graph.tensor(sizeOf(this.outputShape));
    return graph.add({
      kind: 'zeroPadding2d',
      x,
      y,
      height,
      row,
      paddedRow,
      before: top * paddedRow + left * channels,
    });
  }
}

function bothSides(value: number | Pair): Pair {
  return typeof value === 'number' ? [value, value] : [value[0], value[1]];
}
