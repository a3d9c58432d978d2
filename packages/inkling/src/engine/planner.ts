import { CONV2D_SHAPE_FIELDS, type Conv2DShape, POOL2D_SHAPE_FIELDS, type Pool2DShape } from '../kernels/kernels.js';
import { Arena } from './arena.js';
import type { Graph, Parameter, Tensor } from './graph.js';
import { type Address, call, type KernelCall, SHARD_ROWS, type Stage } from './plan.js';

/** Where a parameter and its gradient live. */
interface ParameterPlace {
  readonly values: number;
  readonly gradient: number;
}

/** What leaves a run of a parameter's gradient whole, and what then copies the changed weights. */
interface Reduction {
  readonly parameter: Parameter;
  readonly start: number;
  readonly elements: number;
  readonly calls: readonly KernelCall[];
  readonly copies: readonly KernelCall[];
}

export interface PlannerOptions {
  readonly graph: Graph;
  /** Most samples in one batch. */
  readonly batchSize: number;
  readonly threads: number;
  readonly training: boolean;
  /** Tensors whose values, or whose gradients, all shards leave behind for a later stage; the others live in the memory of a thread. */
  readonly batchTensors: ReadonlySet<Tensor>;
  readonly batchGradients: ReadonlySet<Tensor>;
  /** Elements of the scratch memory that each thread has. */
  readonly scratchElements: number;
  /** How often the forward pass stops until all shards are there. */
  readonly barriers: number;
}

/**
 * Turns operations into kernel calls over one arena. Lowerings ask it for addresses and hand it their calls: those of
 * `stages` run once a shard, and once for the whole batch at a barrier; `reductions` when all shards are done (they
 * leave each gradient whole and are followed by the optimizer and by what copies the changed weights), `deriveUnits` when weights were loaded.
 */
export class Planner {
  private readonly arena = new Arena();
  /** The pass forward and back: one stage over shards, or more with barriers between them. */
  readonly stages: Stage[] = [];
  readonly deriveUnits: KernelCall[][] = [];
  readonly training: boolean;
  readonly batchSize: number;
  readonly shards: number;
  /** Scratch memory of the calling thread, shared by all operations, one after another. */
  readonly scratch: Address;
  /** For each trainable parameter, the units that leave its gradient (or a run of it) whole. */
  readonly reductions: Reduction[] = [];

  private readonly threads: number;
  private readonly batchTensors: ReadonlySet<Tensor>;
  private readonly batchGradients: ReadonlySet<Tensor>;
  private readonly places: ParameterPlace[];
  private readonly values = new Map<number, Address>();
  private readonly gradients = new Map<number, Address>();
  private readonly copies = new Map<Parameter, KernelCall[]>();
  private readonly records: { at: number; values: Int32Array }[] = [];
  private input: Tensor | undefined;
  private shardCalls: KernelCall[] = [];
  private barriersAhead: number;

  constructor(options: PlannerOptions) {
    this.training = options.training;
    this.batchSize = options.batchSize;
    this.shards = Math.ceil(options.batchSize / SHARD_ROWS);
    this.threads = options.threads;
    this.batchTensors = options.batchTensors;
    this.batchGradients = options.batchGradients;
    this.barriersAhead = options.barriers;
    this.stages.push({ over: 'shards', calls: this.shardCalls });
    this.places = options.graph.parameters.map((parameter) => ({
      values: this.arena.allocate(4 * parameter.size),
      gradient: options.training ? this.arena.allocate(4 * parameter.size) : 0,
    }));
    this.scratch = this.perThread(4 * options.scratchElements);
  }

  /** The tensor that data fills; nothing is differentiated with respect to it. */
  setInput(tensor: Tensor): void {
    this.input = tensor;
  }

  isInput(tensor: Tensor): boolean {
    return tensor.id === this.input?.id;
  }

  needsGradient(tensor: Tensor): boolean {
    return this.training && !this.isInput(tensor);
  }

  /** `[batch, size]` values of a tensor. */
  value(tensor: Tensor): Address {
    return this.place(this.values, tensor, this.batchTensors);
  }

  /** `[batch, size]` derivatives of the loss with respect to a tensor. */
  gradient(tensor: Tensor): Address {
    return this.place(this.gradients, tensor, this.batchGradients);
  }

  parameterValues(parameter: Parameter): number {
    return this.places[parameter.index].values;
  }

  parameterGradient(parameter: Parameter): number {
    return this.places[parameter.index].gradient;
  }

  /** Bytes that belong to one thread and keep their values for the rest of a shard. */
  perThread(bytes: number): Address {
    const stride = Math.ceil((bytes + 64) / 64) * 64;
    return { at: this.arena.allocate(stride * this.threads), perThread: stride };
  }

  /**
   * Bytes for each row that the forward pass leaves for the backward pass: in the memory of a thread, unless other
   * shards come between the two.
   */
  kept(bytesPerRow: number): Address {
    return this.barriersAhead > 0 ? this.perRow(bytesPerRow) : this.perThread(bytesPerRow * SHARD_ROWS);
  }

  /** Bytes for each row of the batch. */
  perRow(bytesPerRow: number): Address {
    return { at: this.arena.allocate(bytesPerRow * SHARD_ROWS * this.shards), perShard: bytesPerRow * SHARD_ROWS };
  }

  /** Bytes that each shard has to itself. */
  perShard(bytes: number): Address {
    const stride = Math.ceil((bytes + 64) / 64) * 64;
    return { at: this.arena.allocate(stride * this.shards), perShard: stride };
  }

  /** Address of a record that tells a convolution its sizes. */
  conv2dShape(shape: Conv2DShape): number {
    return this.int32s(Int32Array.from(CONV2D_SHAPE_FIELDS, (field) => shape[field]));
  }

  /** Address of a record that tells a pooling its sizes. */
  pool2dShape(shape: Pool2DShape): number {
    return this.int32s(Int32Array.from(POOL2D_SHAPE_FIELDS, (field) => shape[field]));
  }

  /** Address of whole numbers that never change. */
  int32s(values: Int32Array): number {
    const at = this.arena.allocate(values.byteLength);
    this.records.push({ at, values });
    return at;
  }

  /** The memory that everything was laid out in, its records written. */
  createMemory(): WebAssembly.Memory {
    const memory = this.arena.createMemory();
    for (const { at, values } of this.records) new Int32Array(memory.buffer, at, values.length).set(values);
    return memory;
  }

  /** Memory that all threads share. */
  shared(elements: number): number {
    return this.arena.allocate(4 * elements);
  }

  emit(...calls: KernelCall[]): void {
    this.shardCalls.push(...calls);
  }

  /** Ends the shards' work so far: `units` run when all shards have done it, and before any goes on. */
  barrier(units: readonly KernelCall[][]): void {
    this.shardCalls = [];
    this.stages.push({ over: 'units', units }, { over: 'shards', calls: this.shardCalls });
    this.barriersAhead--;
  }

  /**
   * A copy of a parameter in another layout, made anew whenever it changes: by these calls, one after another, at the same time as
   * other copies. So no call may read what that of another `derive` makes, nor another parameter that is trained.
   */
  derive(parameter: Parameter, ...calls: KernelCall[]): void {
    this.deriveUnits.push(calls);
    this.copies.set(parameter, [...this.copiesOf(parameter), ...calls]);
  }

  /** The calls that copy a parameter, for the task that has changed all of it. */
  copiesOf(parameter: Parameter): readonly KernelCall[] {
    return this.copies.get(parameter) ?? [];
  }

  /**
   * A gradient that every shard adds up for itself, in any layout of `elements` numbers; `unpack` brings their sum
   * into Keras's layout where that differs. Returns the shard's own sum, zero at the start of each shard.
   */
  shardGradient(
    parameter: Parameter,
    elements = parameter.size,
    unpack?: (sum: number, gradient: number) => KernelCall,
  ): Address {
    const own = this.perShard(4 * elements);
    const gradient = this.parameterGradient(parameter);
    const sum = unpack ? this.shared(elements) : gradient;
    this.emit(call('fill', elements, own, 0));
    const calls = [call('sumShards', elements, own.at, (own.perShard ?? 0) / 4, { perBatchShard: 1 }, sum)];
    if (unpack) calls.push(unpack(sum, gradient));
    this.reduce(parameter, 0, parameter.size, calls);
    return own;
  }

  /**
   * Says which calls leave the elements from `start` of a parameter's gradient whole, once all shards are done, and which then
   * copy these elements of the changed weights into other layouts.
   */
  reduce(parameter: Parameter, start: number, elements: number, calls: KernelCall[], copies: KernelCall[] = []): void {
    if (copies.length > 0) this.deriveUnits.push(copies);
    // Kernels compute the gradients of all parameters of a layer; those of frozen ones lead nowhere.
    if (parameter.trainable) this.reductions.push({ parameter, start, elements, calls, copies });
  }

  private place(places: Map<number, Address>, tensor: Tensor, lasting: ReadonlySet<Tensor>): Address {
    const known = places.get(tensor.id);
    if (known) return known;
    const address = lasting.has(tensor) ? this.perRow(4 * tensor.size) : this.kept(4 * tensor.size);
    places.set(tensor.id, address);
    return address;
  }
}
