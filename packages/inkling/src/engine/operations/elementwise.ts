import { ACTIVATION_FUNCTIONS } from '../../kernels/index.js';
import type { ElementwiseOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

/** y = f(x), element by element; the gradient follows from x. */
export const elementwise: Lowering<ElementwiseOperation> = {
  lower({ x, y, fn, parameters }, planner) {
    const code = ACTIVATION_FUNCTIONS.indexOf(fn);
    const [a = 0, b = 0, c = 0, d = 0] = parameters;
    const elements = { perRow: x.size };
    const values = planner.value(x);
    planner.emit(call('activationForward', code, elements, values, planner.value(y), a, b, c, d));
    return () => {
      if (!planner.needsGradient(x)) return;
      const [dy, dx] = [planner.gradient(y), planner.gradient(x)];
      planner.emit(call('activationBackward', code, elements, values, dy, dx, a, b, c, d));
    };
  },
};
