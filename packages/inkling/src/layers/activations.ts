import type { ActivationKind, Graph, Tensor } from '../engine/graph.js';

/** Activations by Keras's names. */
export type ActivationName = ActivationKind | 'linear';

export const ACTIVATION_NAMES: readonly ActivationName[] = ['linear', 'relu', 'sigmoid', 'softmax', 'tanh'];

export function isActivationName(value: unknown): value is ActivationName {
  return ACTIVATION_NAMES.some((name) => name === value);
}

/** Adds the activation of `x`, whose last axis has `classes` elements; `linear` adds nothing. */
export function emitActivation(graph: Graph, x: Tensor, activation: ActivationName, classes: number): Tensor {
  if (activation === 'linear') return x;
  return graph.add({ kind: 'activation', x, y: graph.tensor(x.size), activation, classes });
}
