import type { Operation, Tensor } from '../graph.js';
import type { Planner } from '../planner.js';
import { activation } from './activation.js';
import { averagePool2d } from './averagePool2d.js';
import { batchNormalization } from './batchNormalization.js';
import { conv2d } from './conv2d.js';
import { dense } from './dense.js';
import { depthwiseConv2d } from './depthwiseConv2d.js';
import { dropout } from './dropout.js';
import { elementwise } from './elementwise.js';
import type { Lowering } from './lowering.js';
import { maxPool2d } from './maxPool2d.js';
import { normalizedRelu } from './normalizedRelu.js';
import { pooledConv2d } from './pooledConv2d.js';
import { repeat } from './repeat.js';
import { zeroPadding2d } from './zeroPadding2d.js';

const LOWERINGS: { readonly [K in Operation['kind']]: Lowering<Extract<Operation, { kind: K }>> } = {
  activation,
  averagePool2d,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  dropout,
  elementwise,
  maxPool2d,
  normalizedRelu,
  pooledConv2d,
  repeat,
  zeroPadding2d,
};

function loweringOf<O extends Operation>(operation: O): Lowering<O> {
  return LOWERINGS[operation.kind] as Lowering<Operation> as Lowering<O>;
}

/** Emits the forward calls of `operation`; returns what emits its backward calls. */
export function lower(operation: Operation, planner: Planner): () => void {
  return loweringOf(operation).lower(operation, planner);
}

/** Scratch memory that the hungriest of the operations needs, in elements. */
export function scratchOf(operations: readonly Operation[], training: boolean): number {
  return Math.max(0, ...operations.map((operation) => loweringOf(operation).scratch?.(operation, training) ?? 0));
}

/** How often the forward pass of the operations needs something of the whole batch, when training. */
export function barriersOf(operations: readonly Operation[]): number {
  return operations.reduce((sum, operation) => sum + (loweringOf(operation).barriers?.(operation) ?? 0), 0);
}

/** All tensors whose values must outlive a shard. */
export function batchTensorsOf(operations: readonly Operation[]): Set<Tensor> {
  return new Set(operations.flatMap((operation) => loweringOf(operation).batchTensors?.(operation) ?? []));
}

/** All tensors whose gradients must. */
export function batchGradientsOf(operations: readonly Operation[]): Set<Tensor> {
  return new Set(operations.flatMap((operation) => loweringOf(operation).batchGradients?.(operation) ?? []));
}
