import { conv2dScratch, suitsWinograd, winogradBackwardScratch, winogradScratch } from '../../kernels/index.js';
import type { Conv2DShape } from '../../kernels/kernels.js';
import type { Conv2DOperation, Parameter } from '../graph.js';
import { type Address, call, type KernelCall } from '../plan.js';
import type { Planner } from '../planner.js';
import type { Lowering } from './lowering.js';

/** y = conv(x, kernel) + bias, with x `[rows, height, width, channels]` and the kernel HWIO. */
export const conv2d: Lowering<Conv2DOperation> = {
  scratch({ shape }, training) {
    const sizes = [conv2dScratch(shape)];
    if (suitsWinograd(shape)) {
      sizes.push(winogradScratch(shape));
      if (training) sizes.push(winogradBackwardScratch(shape));
    }
    if (training && isTurnable(shape) && suitsWinograd(turned(shape))) sizes.push(winogradScratch(turned(shape)));
    return Math.max(...sizes);
  },

  lower({ x, y, kernel, bias, shape }, planner) {
    const record = planner.conv2dShape(shape);
    const winograd = suitsWinograd(shape);
    const biasValues = bias ? planner.parameterValues(bias) : 0;
    const rows = { perRow: 1 };
    const ready = winograd
      ? winogradFilters(shape, kernel, planner.parameterValues(kernel), planner)
      : panels(shape, kernel, planner);
    const forward = winograd ? 'winograd5Conv2dForward' : 'conv2dForward';
    planner.emit(call(forward, record, rows, planner.value(x), ready, biasValues, planner.value(y), planner.scratch));

    return () => {
      const dw = planner.shardGradient(kernel);
      const db = bias ? planner.shardGradient(bias) : 0;
      const dy = planner.gradient(y);
      const backward = winograd ? 'winograd5Conv2dBackwardWeights' : 'conv2dBackwardWeights';
      planner.emit(call(backward, record, rows, planner.value(x), dy, dw, db, planner.scratch));
      if (planner.needsGradient(x)) inputGradient(shape, record, kernel, dy, planner.gradient(x), planner);
    };
  },
};

/** dx is dy convolved with the turned kernel, or the sum of what each output sends back. */
function inputGradient(
  shape: Conv2DShape,
  record: number,
  kernel: Parameter,
  dy: Address,
  dx: Address,
  planner: Planner,
): void {
  const { filters, kernelHeight, kernelWidth, inChannels } = shape;
  const patch = kernelHeight * kernelWidth * inChannels;
  const weights = planner.parameterValues(kernel);
  const rows = { perRow: 1 };
  if (isTurnable(shape) && suitsWinograd(turned(shape))) {
    const turnedKernel = planner.shared(kernel.size);
    const turn = call('turnKernel', record, weights, turnedKernel);
    const ready = winogradFilters(turned(shape), kernel, turnedKernel, planner, [turn]);
    const turnedRecord = planner.conv2dShape(turned(shape));
    planner.emit(call('winograd5Conv2dForward', turnedRecord, rows, dy, ready, 0, dx, planner.scratch));
    return;
  }
  const transposed = planner.shared(filters * Math.ceil(patch / 8) * 8);
  planner.derive(kernel, call('packPanels', filters, patch, weights, 1, filters, transposed, 8 * filters));
  planner.emit(call('conv2dBackwardInput', record, rows, dy, transposed, dx, planner.scratch));
}

function panels({ filters }: Conv2DShape, kernel: Parameter, planner: Planner): number {
  const patch = kernel.size / filters;
  const packed = planner.shared(patch * Math.ceil(filters / 8) * 8);
  const values = planner.parameterValues(kernel);
  planner.derive(kernel, call('packPanels', patch, filters, values, filters, 1, packed, 8 * patch));
  return packed;
}

/**
 * The filters at `values` as Winograd's kernels read them, made anew whenever `kernel` changes.
 *
 * @param before What must have made `values` by then, where they are not those of the parameter.
 */
export function winogradFilters(
  shape: Conv2DShape,
  kernel: Parameter,
  values: number,
  planner: Planner,
  before: readonly KernelCall[] = [],
): number {
  const transformed = planner.shared(49 * shape.inChannels * shape.filters);
  const record = planner.conv2dShape(shape);
  planner.derive(kernel, ...before, call('packWinograd5', record, values, transformed, planner.scratch));
  return transformed;
}

/** Whether dx is a convolution of dy: for 3×3 kernels of stride 1 that see all of x. */
function isTurnable({ kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft }: Conv2DShape): boolean {
  return kernelHeight === 3 && kernelWidth === 3 && strideY === 1 && strideX === 1 && padTop <= 2 && padLeft <= 2;
}

/** The convolution that leads from dy to dx. */
function turned(shape: Conv2DShape): Conv2DShape {
  return {
    ...shape,
    inHeight: shape.outHeight,
    inWidth: shape.outWidth,
    inChannels: shape.filters,
    outHeight: shape.inHeight,
    outWidth: shape.inWidth,
    filters: shape.inChannels,
    padTop: 2 - shape.padTop,
    padLeft: 2 - shape.padLeft,
  };
}
