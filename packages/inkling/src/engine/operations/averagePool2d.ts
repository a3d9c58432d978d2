import type { AveragePool2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = the mean of each window, over its places in x alone; each of them gets its share of the gradient. */
export const averagePool2d: Lowering<AveragePool2DOperation> = {
  lower({ x, y, shape }, planner) {
    const record = planner.pool2dShape(shape);
    planner.emit(call('averagePool2dForward', record, { perRow: 1 }, planner.value(x), planner.value(y)));
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call('averagePool2dBackward', record, { perRow: 1 }, planner.gradient(y), planner.gradient(x)));
    };
  },
};
