import type { Kernels } from '../kernels/kernels.js';
import { type KernelCall, type Operand, type Registers, SHARD_ROWS, type Stage } from './plan.js';

type Kernel = (...operands: number[]) => void;

/** Runs stages of a plan, or single tasks of them, on the calling thread. */
export class Executor {
  private readonly operands: number[][] = Array.from({ length: 16 }, (_, n) => new Array<number>(n).fill(0));

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
    for (const { kernel, operands } of calls) {
      const values = this.operands[operands.length];
      for (let i = 0; i < operands.length; i++) values[i] = this.resolve(operands[i], shard, rows);
      (this.kernels[kernel] as Kernel)(...values);
    }
  }

  private resolve(operand: Operand, shard: number, rows: number): number {
    if (typeof operand === 'number') return operand;
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
