import * as fc from 'fast-check';
import { CONV2D_SHAPE_FIELDS, type Conv2DShape, POOL2D_SHAPE_FIELDS, type Pool2DShape } from './index.js';

export interface Convolution {
  /** [height, width, channels] */
  x: readonly [number, number, number];
  /** [height, width, filters] */
  kernel: readonly [number, number, number];
  strides?: readonly [number, number];
  padding?: 'valid' | 'same';
}

/** Outputs and padding before the first input along one axis, as Keras counts them. */
function along(size: number, window: number, stride: number, padding: 'valid' | 'same'): { out: number; pad: number } {
  if (padding === 'valid') return { out: Math.floor((size - window) / stride) + 1, pad: 0 };
  const out = Math.ceil(size / stride);
  return { out, pad: Math.floor(Math.max(0, (out - 1) * stride + window - size) / 2) };
}

export function conv2dShape({ x, kernel, strides = [1, 1], padding = 'valid' }: Convolution): Conv2DShape {
  const [inHeight, inWidth, inChannels] = x;
  const [kernelHeight, kernelWidth, filters] = kernel;
  const [strideY, strideX] = strides;
  const { out: outHeight, pad: padTop } = along(inHeight, kernelHeight, strideY, padding);
  const { out: outWidth, pad: padLeft } = along(inWidth, kernelWidth, strideX, padding);
  return {
    ...{ inHeight, inWidth, inChannels, outHeight, outWidth, filters, kernelHeight, kernelWidth },
    ...{ strideY, strideX, padTop, padLeft },
  };
}

export function pool2dShape(
  x: readonly [number, number, number],
  pool: readonly [number, number],
  strides: readonly [number, number],
  padding: 'valid' | 'same',
): Pool2DShape {
  const [inHeight, inWidth, channels] = x;
  const [poolHeight, poolWidth] = pool;
  const [strideY, strideX] = strides;
  const { out: outHeight, pad: padTop } = along(inHeight, poolHeight, strideY, padding);
  const { out: outWidth, pad: padLeft } = along(inWidth, poolWidth, strideX, padding);
  return {
    ...{ inHeight, inWidth, channels, outHeight, outWidth, poolHeight, poolWidth },
    ...{ strideY, strideX, padTop, padLeft },
  };
}

export const conv2dRecord = (shape: Conv2DShape): number[] => CONV2D_SHAPE_FIELDS.map((field) => shape[field]);
export const pool2dRecord = (shape: Pool2DShape): number[] => POOL2D_SHAPE_FIELDS.map((field) => shape[field]);

/** Elements of x, of the kernel and of y. */
export function conv2dSizes(shape: Conv2DShape): { x: number; kernel: number; y: number } {
  return {
    x: shape.inHeight * shape.inWidth * shape.inChannels,
    kernel: shape.kernelHeight * shape.kernelWidth * shape.inChannels * shape.filters,
    y: shape.outHeight * shape.outWidth * shape.filters,
  };
}

/** Any small convolution: kernels and strides of any form, both paddings, sometimes fewer outputs than would fit. */
export const anyConvolution: fc.Arbitrary<Conv2DShape> = fc
  .record({
    x: fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 9 })),
    kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 18 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.constantFrom('valid' as const, 'same' as const),
    cut: fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 1 })),
  })
  .map(({ cut, ...convolution }) => {
    const shape = conv2dShape(convolution);
    return { ...shape, outHeight: shape.outHeight - cut[0], outWidth: shape.outWidth - cut[1] };
  })
  .filter((shape) => shape.outHeight > 0 && shape.outWidth > 0);
