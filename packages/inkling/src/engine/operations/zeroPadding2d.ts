import type { ZeroPadding2DOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = x with zeros around; the gradient of what lies inside passes through. */
export const zeroPadding2d: Lowering<ZeroPadding2DOperation> = {
  lower({ x, y, height, row, paddedRow, before }, planner) {
    const sizes = [{ perRow: 1 }, height, row, y.size, paddedRow, before];
    planner.emit(call('padRows', ...sizes, planner.value(x), planner.value(y)));
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call('cropRows', ...sizes, planner.gradient(y), planner.gradient(x)));
    };
  },
};
