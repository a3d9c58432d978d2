import type { Operation, Tensor } from './graph.js';

/** Takes out operations that change nothing: dropout outside of training, or of rate 0. */
export function simplify(operations: readonly Operation[], training: boolean): Operation[] {
  const sameAs = new Map<number, Tensor>();
  const resolve = (tensor: Tensor): Tensor => sameAs.get(tensor.id) ?? tensor;
  const kept: Operation[] = [];
  for (const operation of operations) {
    const x = resolve(operation.x);
    if (operation.kind === 'dropout' && (!training || operation.rate === 0)) sameAs.set(operation.y.id, x);
    else kept.push({ ...operation, x });
  }
  return kept;
}
