import type { KernelName } from '../kernels/kernels.js';

/** Samples that one task carries through a whole pass. Fixed, so that sums have one order for any number of threads. */
export const SHARD_ROWS = 16;

/** Numbers that change from step to step; the runner fills them in. */
export interface Registers {
  /** Samples in this batch. */
  batchRows: number;
  /** The optimizer's step size, bias corrections included. */
  stepSize: number;
  /** The share of each weight that decoupled weight decay takes away. */
  decay: number;
  /** What the running average of the weights keeps of itself. */
  averageMomentum: number;
  /** What a sample's loss counts in the mean: 1 / batchRows. */
  lossScale: number;
  /** Changes every step; dropout derives its masks from it. */
  seed: number;
}

/** All registers, in the order in which threads hand them on. */
export const REGISTERS = Object.keys(createRegisters()) as (keyof Registers)[];

export function createRegisters(): Registers {
  return { batchRows: 0, stepSize: 0, decay: 0, averageMomentum: 0, lossScale: 0, seed: 0 };
}

/**
 * One argument of a kernel call, as plain data, so that a plan can be sent to a worker: a number as it is; an address
 * that moves with the shard or the thread; so much for each row of the shard, each row or each shard of the batch; a
 * register; or a seed of this step for one operation.
 */
export type Operand =
  | number
  | { readonly at: number; readonly perShard?: number; readonly perThread?: number }
  | { readonly perRow: number }
  | { readonly perBatchRow: number }
  | { readonly perBatchShard: number }
  | { readonly register: 'stepSize' | 'decay' | 'averageMomentum' | 'lossScale' }
  | { readonly seedFor: number };

export interface KernelCall {
  readonly kernel: KernelName;
  readonly operands: readonly Operand[];
}

/**
 * Work between two barriers. Its tasks may run in any order and on any thread: `shards` does all its calls once
 * for each shard of the batch, `units` holds independent lists of calls.
 */
export type Stage =
  | { readonly over: 'shards'; readonly calls: readonly KernelCall[] }
  | { readonly over: 'units'; readonly units: readonly (readonly KernelCall[])[] };

export function call(kernel: KernelName, ...operands: Operand[]): KernelCall {
  return { kernel, operands };
}

/** An address that moves with the shard or the thread; strides in bytes. */
export type Address = Extract<Operand, { at: number }>;

/** The same place `elements` float32 values further on. */
export function advance(address: Address, elements: number): Address {
  return { ...address, at: address.at + 4 * elements };
}
