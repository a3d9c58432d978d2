import type { DepthwiseConv2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = x with each channel convolved by itself, + bias; x `[rows, height, width, channels]`. */
export const depthwiseConv2d: Lowering<DepthwiseConv2DOperation> = {
  lower({ x, y, kernel, bias, shape }, planner) {
    const record = planner.conv2dShape(shape);
    const rows = { perRow: 1 };
    const values = planner.value(x);
    const weights = planner.parameterValues(kernel);
    const offsets = bias ? planner.parameterValues(bias) : 0;
    planner.emit(call('depthwiseConv2dForward', record, rows, values, weights, offsets, planner.value(y)));

    return () => {
      const dy = planner.gradient(y);
      planner.emit(call('depthwiseConv2dBackwardWeights', record, rows, values, dy, planner.shardGradient(kernel)));
      if (bias) {
        const positions = { perRow: shape.outHeight * shape.outWidth };
        planner.emit(call('columnSums', positions, shape.filters, dy, planner.shardGradient(bias)));
      }
      if (!planner.needsGradient(x)) return;
      planner.emit(call('depthwiseConv2dBackwardInput', record, rows, dy, weights, planner.gradient(x)));
    };
  },
};
