import { instantiate, type KernelModule } from '../kernels/index.js';
import { Executor } from './execute.js';
import type { Graph, Operation, Parameter, Tensor } from './graph.js';
import { barriersOf, batchGradientsOf, batchTensorsOf, scratchOf } from './operations/index.js';
import { type Address, call, createRegisters, type Registers, SHARD_ROWS, type Stage } from './plan.js';
import { Planner } from './planner.js';
import type { ThreadPool } from './threads/index.js';

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
  options: { training: boolean; batchTensors: readonly Tensor[]; threads: ThreadPool | undefined },
): Planner {
  const planner = new Planner({
    graph,
    batchSize,
    threads: options.threads?.threads ?? 1,
    training: options.training,
    batchTensors: new Set([...batchTensorsOf(operations), ...options.batchTensors]),
    batchGradients: batchGradientsOf(operations),
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

/** A plan in its memory, ready to run, on threads where it is given them. */
export class Session {
  readonly memory: WebAssembly.Memory;
  readonly registers: Registers = createRegisters();
  private readonly executor: Executor;
  private readonly programs: readonly (readonly Stage[])[];
  private readonly job: number;
  private hasWeights = false;

  /** @param stages What `run` does. */
  constructor(
    module: KernelModule,
    private readonly planner: Planner,
    private readonly graph: Graph,
    stages: readonly Stage[],
    private readonly threads: ThreadPool | undefined,
  ) {
    this.memory = planner.createMemory();
    this.executor = new Executor(instantiate(module, this.memory), this.registers);
    this.programs = [stages, [{ over: 'units', units: planner.deriveUnits }]];
    this.job = threads?.open(this, { module, memory: this.memory, programs: this.programs }) ?? 0;
  }

  run(): void {
    this.runProgram(0);
  }

  private runProgram(number: number): void {
    const program = this.programs[number];
    if (this.threads) this.threads.run(this.job, number, program, this.executor);
    else this.executor.run(program);
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

  /**
   * Brings weights, in the graph's order of parameters, into the arena. They may have been changed in place since the last time,
   * so they are compared; where nothing differs, which is so from picture to picture, nothing is derived from them anew.
   */
  loadWeights(weights: readonly Float32Array[]): void {
    let isNew = !this.hasWeights;
    for (const parameter of this.graph.parameters) {
      const values = this.floats(this.planner.parameterValues(parameter), parameter.size);
      const given = weights[parameter.index];
      if (haveSameBits(values, given)) continue;
      values.set(given);
      isNew = true;
    }
    if (isNew) this.runProgram(1);
    this.hasWeights = true;
  }

  /** Copies the arena's weights into `weights`. */
  storeWeights(weights: readonly Float32Array[]): void {
    for (const parameter of this.graph.parameters) {
      weights[parameter.index].set(this.floats(this.planner.parameterValues(parameter), parameter.size));
    }
  }
}

function haveSameBits(a: Float32Array, b: Float32Array): boolean {
  const [bitsA, bitsB] = [a, b].map(({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length));
  for (let i = 0; i < bitsA.length; i++) if (bitsA[i] !== bitsB[i]) return false;
  return true;
}
