import type { Kernels } from '../kernels/kernels.js';
import { type KernelCall, type Operand, type Registers, SHARD_ROWS, type Stage } from './plan.js';

type Kernel = (...operands: number[]) => void;

/** A call whose operands are resolved as far as they stay the same on this thread. */
interface PreparedCall {
  readonly kernel: Kernel;
  readonly operands: number[];
  /** The operands that do not, and their places. */
  readonly moving: readonly { readonly place: number; readonly operand: Exclude<Operand, number> }[];
}

/** Runs stages of a plan, or single tasks of them, on the calling thread. */
export class Executor {
  /** The calls that have run so far. */
  private readonly prepared = new Map<readonly KernelCall[], PreparedCall[]>();

  constructor(
    private readonly kernels: Kernels,
    readonly registers: Registers,
    private readonly thread = 0,
  ) {}

  /** Runs all tasks, one after another. */
  run(stages: readonly Stage[]): void {
    for (const stage of stages) {
      const tasks = this.tasksOf(stage);
      for (let task = 0; task < tasks; task++) this.runTask(stage, task);
    }
  }

  /** How many tasks a stage has in this batch. */
  tasksOf(stage: Stage): number {
    return stage.over === 'units' ? stage.units.length : Math.ceil(this.registers.batchRows / SHARD_ROWS);
  }

  runTask(stage: Stage, task: number): void {
    if (stage.over === 'units') this.runCalls(stage.units[task], 0, 0);
    else this.runCalls(stage.calls, task, Math.min(SHARD_ROWS, this.registers.batchRows - task * SHARD_ROWS));
  }

  private runCalls(calls: readonly KernelCall[], shard: number, rows: number): void {
    for (const { kernel, operands, moving } of this.prepare(calls)) {
      for (const { place, operand } of moving) operands[place] = this.resolve(operand, shard, rows);
      kernel(...operands);
    }
  }

  private prepare(calls: readonly KernelCall[]): PreparedCall[] {
    let prepared = this.prepared.get(calls);
    if (!prepared) {
      prepared = calls.map((call) => this.prepareCall(call));
      this.prepared.set(calls, prepared);
    }
    return prepared;
  }

  private prepareCall({ kernel, operands }: KernelCall): PreparedCall {
    const moving = operands.flatMap((operand, place) =>
      typeof operand === 'number' || ('at' in operand && !operand.perShard) ? [] : [{ place, operand }],
    );
    const resolved = operands.map((operand) => (typeof operand === 'number' ? operand : this.resolve(operand, 0, 0)));
    return { kernel: this.kernels[kernel] as Kernel, operands: resolved, moving };
  }

  private resolve(operand: Exclude<Operand, number>, shard: number, rows: number): number {
    if ('at' in operand) {
      return operand.at + shard * (operand.perShard ?? 0) + this.thread * (operand.perThread ?? 0);
    }
    if ('perRow' in operand) return rows * operand.perRow;
    if ('perBatchRow' in operand) return this.registers.batchRows * operand.perBatchRow;
    if ('perBatchShard' in operand) return Math.ceil(this.registers.batchRows / SHARD_ROWS) * operand.perBatchShard;
    if ('register' in operand) return this.registers[operand.register];
    return (this.registers.seed + Math.imul(operand.seedFor + 1, 0x9e3779b9)) >>> 0;
  }
}
