import type { Operation, Tensor } from '../graph.js';
import type { Planner } from '../planner.js';

/** How one kind of operation becomes kernel calls. */
export interface Lowering<O extends Operation> {
  /** Scratch memory that its calls need, in elements. */
  scratch?(operation: O, training: boolean): number;
  /** Tensors whose values are read when other shards came between: by `reduce` units, or behind a barrier. */
  batchTensors?(operation: O): readonly Tensor[];
  /** Tensors whose gradients are. */
  batchGradients?(operation: O): readonly Tensor[];
  /** How often its forward pass needs something of the whole batch, when training. */
  barriers?(operation: O): number;
  /**
   * Emits the calls that compute `y`. Returns what emits the calls that, given the gradient of `y`, compute the
   * gradient of `x` (where it is needed) and of the parameters; it is called only when training.
   */
  lower(operation: O, planner: Planner): () => void;
}
