import { conv2dScratch } from '../../kernels/index.js';
import type { Conv2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = conv(x, kernel) + bias, with x `[rows, height, width, channels]` and the kernel HWIO. */
export const conv2d: Lowering<Conv2DOperation> = {
  scratch: ({ shape }) => conv2dScratch(shape),

  lower({ x, y, kernel, bias, shape }, planner) {
    const { kernelHeight, kernelWidth, inChannels, filters } = shape;
    const patch = kernelHeight * kernelWidth * inChannels;
    const record = planner.conv2dShape(shape);
    const weights = planner.parameterValues(kernel);
    const panels = planner.shared(patch * Math.ceil(filters / 8) * 8);
    planner.derive(call('packPanels', patch, filters, weights, filters, 1, panels));
    const biasValues = bias ? planner.parameterValues(bias) : 0;
    const rows = { perRow: 1 };
    planner.emit(
      call('conv2dForward', record, rows, planner.value(x), panels, biasValues, planner.value(y), planner.scratch),
    );

    return () => {
      const dw = planner.shardGradient(kernel);
      const db = bias ? planner.shardGradient(bias) : 0;
      const dy = planner.gradient(y);
      planner.emit(call('conv2dBackwardWeights', record, rows, planner.value(x), dy, dw, db, planner.scratch));
      if (!planner.needsGradient(x)) return;
      const transposed = planner.shared(filters * Math.ceil(patch / 8) * 8);
      planner.derive(call('packPanels', filters, patch, weights, 1, filters, transposed));
      planner.emit(call('conv2dBackwardInput', record, rows, dy, transposed, planner.gradient(x), planner.scratch));
    };
  },
};
