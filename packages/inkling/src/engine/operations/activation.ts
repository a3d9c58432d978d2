import type { KernelName } from '../../kernels/kernels.js';
import type { ActivationOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

const KERNELS: Record<'relu' | 'sigmoid' | 'tanh', { forward: KernelName; backward: KernelName }> = {
  relu: { forward: 'reluForward', backward: 'reluBackward' },
  sigmoid: { forward: 'sigmoidForward', backward: 'sigmoidBackward' },
  tanh: { forward: 'tanhForward', backward: 'tanhBackward' },
};

/** y = f(x), element by element, or the softmax of the last axis. All gradients follow from y alone. */
export const activation: Lowering<ActivationOperation> = {
  lower({ x, y, activation, classes }, planner) {
    if (activation === 'softmax') {
      const rows = { perRow: x.size / classes };
      planner.emit(call('softmaxForward', rows, classes, planner.value(x), planner.value(y)));
      return () => {
        if (!planner.needsGradient(x)) return;
        const dy = planner.gradient(y);
        planner.emit(call('softmaxBackward', rows, classes, planner.value(y), dy, planner.gradient(x)));
      };
    }
    const { forward, backward } = KERNELS[activation];
    const elements = { perRow: x.size };
    planner.emit(call(forward, elements, planner.value(x), planner.value(y)));
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call(backward, elements, planner.value(y), planner.gradient(y), planner.gradient(x)));
    };
  },
};
