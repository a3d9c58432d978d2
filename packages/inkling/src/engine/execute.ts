import type { Kernels } from '../kernels/kernels.js';
import { type KernelCall, type Operand, type Registers, SHARD_ROWS, type Stage } from './plan.js';

type Kernel = (...operands: number[]) => void;

/** Runs stages of a plan, one task after another, on the calling thread. */
export class Executor {
  private readonly operands: number[][] = Array.from({ length: 16 }, (_, n) => new Array<number>(n).fill(0));

  constructor(
    private readonly kernels: Kernels,
    readonly registers: Registers,
    private readonly thread = 0,
  ) {}

  run(stages: readonly Stage[]): void {
    for (const stage of stages) this.runStage(stage);
  }

  private runStage(stage: Stage): void {
    if (stage.over === 'units') {
      for (const unit of stage.units) this.runCalls(unit, 0, 0);
      return;
    }
    const { batchRows } = this.registers;
    const shards = Math.ceil(batchRows / SHARD_ROWS);
    for (let shard = 0; shard < shards; shard++) {
      this.runCalls(stage.calls, shard, Math.min(SHARD_ROWS, batchRows - shard * SHARD_ROWS));
    }
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
