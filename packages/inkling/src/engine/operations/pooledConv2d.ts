import { pooledConv2dScratch } from '../../kernels/index.js';
import type { PooledConv2DOperation } from '../graph.js';
import { call } from '../plan.js';
import { SHARD_ROWS } from '../plan.js';
import type { Lowering } from './lowering.js';

/**
 * y = maxPool(relu(conv(x, kernel) + bias)) in one kernel, which keeps the pooled maximum and one byte that says
 * where in its window it stood. The backward pass visits only those places: a quarter of the outputs at most.
 */
export const pooledConv2d: Lowering<PooledConv2DOperation> = {
  scratch: ({ shape }) => pooledConv2dScratch(shape),

  lower({ x, y, kernel, bias, shape }, planner) {
    const { kernelHeight, kernelWidth, inChannels, filters } = shape;
    const patch = kernelHeight * kernelWidth * inChannels;
    const record = planner.conv2dShape(shape);
    const weights = planner.parameterValues(kernel);
    const panels = planner.shared(patch * Math.ceil(filters / 8) * 8);
    planner.derive(call('packPanels', patch, filters, weights, filters, 1, panels));
    const winners = planner.perThread(SHARD_ROWS * y.size);
    const biasValues = bias ? planner.parameterValues(bias) : 0;
    const { scratch } = planner;
    const rows = { perRow: 1 };
    planner.emit(
      call('pooledConv2dForward', record, rows, planner.value(x), panels, biasValues, planner.value(y), winners, scratch),
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
      if (dx !== 0) planner.derive(call('packByOutput', record, weights, byOutput));
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
