import type { KernelName } from '../../kernels/kernels.js';
import type { ActivationKind, ActivationOperation } from '../graph.js';
import { call } from '../plan.js';
import type { Lowering } from './lowering.js';

const KERNELS: Record<ActivationKind, { forward: KernelName; backward: KernelName; byRow?: true }> = {
  relu: { forward: 'reluForward', backward: 'reluBackward' },
  sigmoid: { forward: 'sigmoidForward', backward: 'sigmoidBackward' },
  tanh: { forward: 'tanhForward', backward: 'tanhBackward' },
  softmax: { forward: 'softmaxForward', backward: 'softmaxBackward', byRow: true },
  logSoftmax: { forward: 'logSoftmaxForward', backward: 'logSoftmaxBackward', byRow: true },
};

/** y = f(x), element by element or row by row of the last axis. All gradients follow from y alone. */
export const activation: Lowering<ActivationOperation> = {
  lower({ x, y, activation, classes }, planner) {
    const { forward, backward, byRow } = KERNELS[activation];
    const sizes = byRow ? [{ perRow: x.size / classes }, classes] : [{ perRow: x.size }];
    planner.emit(call(forward, ...sizes, planner.value(x), planner.value(y)));
    return () => {
      if (!planner.needsGradient(x)) return;
      planner.emit(call(backward, ...sizes, planner.value(y), planner.gradient(y), planner.gradient(x)));
    };
  },
};
