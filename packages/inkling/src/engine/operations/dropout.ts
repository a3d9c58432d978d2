import type { DropoutOperation } from '../graph.js';
import { call, SHARD_ROWS } from '../plan.js';
import type { Lowering } from './lowering.js';

/**
 * y = x / (1 − rate), or 0 by chance. Masks depend on the seed and the place in the batch alone. Met only in training:
 * `simplify` takes it out of every other plan.
 */
export const dropout: Lowering<DropoutOperation> = {
  lower({ x, y, rate }, planner) {
    const elements = { perRow: x.size };
    const mask = planner.kept(x.size);
    const firstIndex = { at: 0, perShard: SHARD_ROWS * x.size };
    planner.emit(
      call('dropoutForward', elements, planner.value(x), planner.value(y), mask, rate, { seedFor: y.id }, firstIndex),
    );
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call('dropoutBackward', elements, planner.gradient(y), mask, planner.gradient(x), rate));
    };
  },
};
