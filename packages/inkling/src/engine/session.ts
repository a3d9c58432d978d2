import { instantiate, type KernelModule } from '../kernels/index.js';
import { Executor } from './execute.js';
import type { Graph, Operation, Parameter, Tensor } from './graph.js';
import { barriersOf, batchTensorsOf, scratchOf } from './operations/index.js';
import { type Address, call, type Registers, SHARD_ROWS, type Stage } from './plan.js';
import { Planner } from './planner.js';

/** A batch's samples: bytes are pixels and count as byte / 255; numbers are taken as they are. */
export type Samples = Uint8Array | Float32Array;

export interface Network {
  readonly graph: Graph;
  readonly input: Tensor;
  readonly output: Tensor;
}

/** The planner of a network whose operations are `operations`. */
export function createPlanner(
  { graph, input }: Network,
  operations: readonly Operation[],
  batchSize: number,
  options: { training: boolean; batchTensors: readonly Tensor[] },
): Planner {
  const planner = new Planner({
    graph,
    batchSize,
    threads: 1,
    training: options.training,
    batchTensors: new Set([...batchTensorsOf(operations), ...options.batchTensors]),
    scratchElements: scratchOf(operations, options.training),
    barriers: options.training ? barriersOf(operations) : 0,
  });
  planner.setInput(input);
  return planner;
}

/** Where the samples of a batch are laid before a step. */
export interface Staging {
  readonly bytes: Address | undefined;
  readonly values: Address;
}

/** Emits what brings the staged samples into the input tensor. */
export function stageInput(planner: Planner, input: Tensor, kind: 'bytes' | 'numbers'): Staging {
  const values = planner.value(input);
  if (kind === 'numbers') return { bytes: undefined, values };
  const bytes = planner.perRow(input.size);
  const inOrder = planner.int32s(Int32Array.from({ length: SHARD_ROWS }, (_, i) => i));
  planner.emit(call('gatherPixels', { perRow: 1 }, input.size, bytes, inOrder, values));
  return { bytes, values };
}

/** A plan in its memory, ready to run. */
export class Session {
  readonly memory: WebAssembly.Memory;
  readonly registers: Registers = {
    batchRows: 0,
    stepSize: 0,
    decay: 0,
    averageMomentum: 0,
    lossScale: 0,
    seed: 0,
  };
  private readonly executor: Executor;
  private readonly derive: readonly Stage[];

  constructor(
    module: KernelModule,
    private readonly planner: Planner,
    private readonly graph: Graph,
  ) {
    this.memory = planner.createMemory();
    this.executor = new Executor(instantiate(module, this.memory), this.registers);
    this.derive = [{ over: 'units', units: planner.deriveUnits }];
  }

  run(stages: readonly Stage[]): void {
    this.executor.run(stages);
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  /** A view of a parameter's gradient. */
  gradient(parameter: Parameter): Float32Array {
    return this.floats(this.planner.parameterGradient(parameter), parameter.size);
  }

  /** Brings weights, in the graph's order of parameters, into the arena. */
  loadWeights(weights: readonly Float32Array[]): void {
    for (const parameter of this.graph.parameters) {
      this.floats(this.planner.parameterValues(parameter), parameter.size).set(weights[parameter.index]);
    }
    this.run(this.derive);
  }

  /** Copies the arena's weights into `weights`. */
  storeWeights(weights: readonly Float32Array[]): void {
    for (const parameter of this.graph.parameters) {
      weights[parameter.index].set(this.floats(this.planner.parameterValues(parameter), parameter.size));
    }
  }
}
