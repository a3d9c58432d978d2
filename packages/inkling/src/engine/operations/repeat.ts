import type { RepeatOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = each element of x several times in a row; its gradient is the sum of theirs. */
export const repeat: Lowering<RepeatOperation> = {
  lower({ x, y, times }, planner) {
    const elements = { perRow: x.size };
    planner.emit(call('repeatElements', elements, times, planner.value(x), planner.value(y)));
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call('sumRepeated', elements, times, planner.gradient(y), planner.gradient(x)));
    };
  },
};
