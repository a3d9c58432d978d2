import { pooledConv2dScratch, suitsWinograd, winogradScratch } from '../../kernels/index.js';
import type { Conv2DShape, KernelName } from '../../kernels/kernels.js';
import type { Parameter, PooledConv2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Planner } from '../planner.js';
import { winogradFilters } from './conv2d.js';
import type { Lowering } from './lowering.js';

/**
 * y = maxPool(relu(conv(x, kernel) + bias)) in one kernel, which keeps the pooled maximum and one byte that says
 * where in its window it stood. The backward pass visits only those places: a quarter of the outputs at most.
 */
export const pooledConv2d: Lowering<PooledConv2DOperation> = {
  scratch: ({ shape }) => Math.max(pooledConv2dScratch(shape), suitsWinograd(shape) ? winogradScratch(shape) : 0),

  lower({ x, y, kernel, bias, shape }, planner) {
    const { kernelHeight, kernelWidth, inChannels, filters } = shape;
    const record = planner.conv2dShape(shape);
    const weights = planner.parameterValues(kernel);
    const winners = planner.kept(y.size);
    const biasValues = bias ? planner.parameterValues(bias) : 0;
    const { scratch } = planner;
    const rows = { perRow: 1 };
    const { forward, filtersReady } = forwardKernel(shape, kernel, planner);
    planner.emit(
      call(forward, record, rows, planner.value(x), filtersReady, biasValues, planner.value(y), winners, scratch),
    );

    return () => {
      const rowLength = Math.ceil((kernelWidth * inChannels) / 4) * 4;
      const elements = filters * kernelHeight * rowLength;
      const dw = planner.shardGradient(kernel, elements, (sum, gradient) =>
        call('unpackByOutput', record, sum, gradient),
      );
      const db = bias ? planner.shardGradient(bias) : planner.perThread(4 * filters);
      const byOutput = planner.shared(elements);
      const dx = planner.needsGradient(x) ? planner.gradient(x) : 0;
      if (dx !== 0) planner.derive(kernel, call('packByOutput', record, weights, byOutput));
      planner.emit(
        call(
          'pooledConv2dBackward',
          record,
          rows,
          planner.value(x),
          winners,
          planner.gradient(y),
          byOutput,
          dw,
          db,
          dx,
          scratch,
        ),
      );
    };
  },
};

/** The forward kernel for this shape, and the copy of the filters that it reads: Winograd's where it can be used. */
function forwardKernel(
  shape: Conv2DShape,
  kernel: Parameter,
  planner: Planner,
): { forward: KernelName; filtersReady: number } {
  const { kernelHeight, kernelWidth, inChannels, filters } = shape;
  const weights = planner.parameterValues(kernel);
  if (suitsWinograd(shape)) {
    return { forward: 'winograd5PooledConv2dForward', filtersReady: winogradFilters(shape, kernel, weights, planner) };
  }
  const patch = kernelHeight * kernelWidth * inChannels;
  const panels = planner.shared(patch * Math.ceil(filters / 8) * 8);
  planner.derive(kernel, call('packPanels', patch, filters, weights, filters, 1, panels, 8 * patch));
  return { forward: 'pooledConv2dForward', filtersReady: panels };
}
