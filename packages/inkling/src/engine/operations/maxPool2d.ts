import type { MaxPool2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = the largest value of each window; its gradient goes to the first place that held it. */
export const maxPool2d: Lowering<MaxPool2DOperation> = {
  lower({ x, y, shape }, planner) {
    const record = planner.pool2dShape(shape);
    const winners = planner.kept(2 * y.size);
    planner.emit(call('maxPool2dForward', record, { perRow: 1 }, planner.value(x), planner.value(y), winners));
    return () => {
      if (!planner.needsGradient(x)) return;
      const dy = planner.gradient(y);
      planner.emit(call('maxPool2dBackward', record, { perRow: 1 }, dy, winners, planner.gradient(x)));
    };
  },
};
