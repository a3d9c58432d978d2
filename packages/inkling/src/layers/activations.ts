import type { ActivationKind, Graph, Tensor } from '../engine/graph.js';
import type { ActivationFunction } from '../kernels/index.js';

/** An activation as the engine computes it: by kind, or as one of the functions with its parameters. */
type Recipe = ActivationKind | { readonly fn: ActivationFunction; readonly parameters?: readonly number[] };

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
const UNBOUNDED = Number.POSITIVE_INFINITY;

/**
 * Activations by Keras's names. Three are not here: `threshold` has parameters without defaults and `glu` halves the axis, so
 * that Keras itself makes no layer of them, and Keras's `sparsemax` (3.15) has rows that do not sum to 1.
 */
const RECIPES = {
  linear: undefined,
  celu: { fn: 'exponentialLinear', parameters: [1, 1, 1] },
  elu: { fn: 'exponentialLinear', parameters: [1, 1, 1] },
  exponential: { fn: 'exponential' },
  gelu: { fn: 'gelu' },
  hard_shrink: { fn: 'hardShrink', parameters: [0.5] },
  hard_sigmoid: { fn: 'clipped', parameters: [1 / 6, 0.5, 0, 1] },
  hard_silu: { fn: 'hardSilu' },
  hard_swish: { fn: 'hardSilu' },
  hard_tanh: { fn: 'clipped', parameters: [1, 0, -1, 1] },
  leaky_relu: { fn: 'rectified', parameters: [0.2, UNBOUNDED, 0] },
  log_sigmoid: { fn: 'softplus', parameters: [-1] },
  log_softmax: 'logSoftmax',
  mish: { fn: 'mish' },
  relu: 'relu',
  relu6: { fn: 'rectified', parameters: [0, 6, 0] },
  selu: { fn: 'exponentialLinear', parameters: [SELU_SCALE, SELU_SCALE * SELU_ALPHA, 1] },
  sigmoid: 'sigmoid',
  silu: { fn: 'silu' },
  soft_shrink: { fn: 'softShrink', parameters: [0.5] },
  softmax: 'softmax',
  softplus: { fn: 'softplus', parameters: [1] },
  softsign: { fn: 'softsign' },
  sparse_plus: { fn: 'sparsePlus' },
  sparse_sigmoid: { fn: 'clipped', parameters: [0.5, 0.5, 0, 1] },
  squareplus: { fn: 'squareplus', parameters: [4] },
  swish: { fn: 'silu' },
  tanh: 'tanh',
  tanh_shrink: { fn: 'tanhShrink' },
} as const satisfies Readonly<Record<string, Recipe | undefined>>;

/**
 * An activation by Keras's name.
 *
 * @example
 * const name: ActivationName = 'relu';
 */
export type ActivationName = keyof typeof RECIPES;

/**
 * Keras's names of all activations that there are.
 *
 * @example
 * ACTIVATION_NAMES.includes('relu'); // true
 */
export const ACTIVATION_NAMES = Object.keys(RECIPES) as ActivationName[];

export function isActivationName(value: unknown): value is ActivationName {
  return typeof value === 'string' && Object.hasOwn(RECIPES, value);
}

/** Adds the activation of `x`, whose last axis has `classes` elements; `linear` adds nothing. */
export function emitActivation(graph: Graph, x: Tensor, activation: ActivationName, classes: number): Tensor {
  const recipe: Recipe | undefined = RECIPES[activation];
  if (recipe === undefined) return x;
  if (typeof recipe === 'string') {
    return graph.add({ kind: 'activation', x, y: graph.tensor(x.size), activation: recipe, classes });
  }
  return emitFunction(graph, x, recipe.fn, recipe.parameters);
}

/** Adds a function that is applied element by element. */
export function emitFunction(
  graph: Graph,
  x: Tensor,
  fn: ActivationFunction,
  parameters: readonly number[] = [],
): Tensor {
  return graph.add({ kind: 'elementwise', x, y: graph.tensor(x.size), fn, parameters });
}
