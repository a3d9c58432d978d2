import { InklingError } from '../errors.js';
import type { Operation, Tensor } from './graph.js';
import { type Address, type KernelCall, type Operand, SHARD_ROWS } from './plan.js';
import type { Planner } from './planner.js';
import type { Network, Session } from './session.js';

/** How a loss is computed: of what, and by which call. */
export interface LossRule {
  /** Keras's name, for errors. */
  readonly className: string;
  /** What the network must end in: a softmax, whose logits the call gets, stably; anything but a softmax; or anything. */
  readonly end: 'softmax' | 'logits' | 'any';
  /** Whether the call reads a class (u8) for each sample, or a number for each output. */
  readonly targets: 'classes' | 'numbers';
  /** The call for the samples of a shard: it writes `gradient` and adds to `statistics`. */
  lower(places: LossPlaces): KernelCall;
}

/** Where a loss finds and leaves its arrays, each of `rows` samples. */
export interface LossPlaces {
  readonly rows: Operand;
  /** Outputs of the network for each sample: logits where it ends in softmax or should end in logits. */
  readonly size: number;
  readonly outputs: Address;
  readonly targets: Address;
  /** What each sample counts. */
  readonly weights: Address;
  /** Room for as many numbers as there are outputs. */
  readonly scratch: Address;
  readonly gradient: Address;
  /** What the mean over the batch divides by, as a factor. */
  readonly scale: Operand;
  /** The sum of weighted losses (float64), then how many samples were right (int32). */
  readonly statistics: Address;
}

/** What a network is taught: a class for each sample, or (as numbers) a target for each output of each sample. */
export type Labels = Uint8Array | Float32Array;

/** Sums over samples since they were last taken. */
export interface Progress {
  loss: number;
  correct: number;
}

const STATISTICS_BYTES = 16;

/** The end of a training plan: what turns outputs and targets into a loss and its gradient. */
export class LossHead {
  private readonly size: number;
  private readonly targets: Address;
  private readonly weights: Address;
  private readonly statistics: Address;
  private readonly shards: number;

  /** Emits the loss of `outputs`. */
  constructor(
    planner: Planner,
    private readonly rule: LossRule,
    outputs: Tensor,
  ) {
    this.size = outputs.size;
    this.shards = planner.shards;
    this.targets = planner.perRow(rule.targets === 'classes' ? 1 : 4 * outputs.size);
    this.weights = planner.perRow(4);
    this.statistics = { at: planner.shared((planner.shards * STATISTICS_BYTES) / 4), perShard: STATISTICS_BYTES };
    planner.emit(
      rule.lower({
        rows: { perRow: 1 },
        size: outputs.size,
        outputs: planner.value(outputs),
        targets: this.targets,
        weights: this.weights,
        scratch: planner.perThread(4 * SHARD_ROWS * outputs.size),
        gradient: planner.gradient(outputs),
        scale: { register: 'lossScale' },
        statistics: this.statistics,
      }),
    );
  }

  /** Lays out the targets of the samples that `indices` names, and what each counts (1 where `weights` is undefined). */
  stage(session: Session, labels: Labels, weights: Float32Array | undefined, indices: Int32Array): void {
    const rows = indices.length;
    const rowWeights = session.floats(this.weights.at, rows);
    for (let row = 0; row < rows; row++) rowWeights[row] = weights ? weights[indices[row]] : 1;
    if (this.rule.targets === 'classes') {
      const classes = session.bytes(this.targets.at, rows);
      for (let row = 0; row < rows; row++) classes[row] = labels[indices[row]];
      return;
    }
    const { size } = this;
    const targets = session.floats(this.targets.at, rows * size);
    for (let row = 0; row < rows; row++)
      writeTarget(labels, indices[row], targets.subarray(row * size, (row + 1) * size));
  }

  /** The sums of loss and right answers since the last call, added up in the order of shards. */
  takeProgress(session: Session): Progress {
    const view = new DataView(session.memory.buffer, this.statistics.at, this.shards * STATISTICS_BYTES);
    const progress = { loss: 0, correct: 0 };
    for (let shard = 0; shard < this.shards; shard++) {
      progress.loss += view.getFloat64(shard * STATISTICS_BYTES, true);
      progress.correct += view.getInt32(shard * STATISTICS_BYTES + 8, true);
    }
    session.bytes(this.statistics.at, this.shards * STATISTICS_BYTES).fill(0);
    return progress;
  }
}

/**
 * Writes the target of one sample: its numbers, or, of a class, a 1 at its place. A single output gets the class itself.
 */
export function writeTarget(labels: Labels, sample: number, out: Float32Array): void {
  const size = out.length;
  if (labels instanceof Float32Array) out.set(labels.subarray(sample * size, (sample + 1) * size));
  else if (size === 1) out[0] = labels[sample];
  else out.fill(0)[labels[sample]] = 1;
}

/** The operations up to what the loss reads, and that tensor. @throws InklingError `training/invalid-argument` */
export function withoutSoftmax(
  operations: readonly Operation[],
  { input }: Network,
  { end, className }: LossRule,
): { operations: readonly Operation[]; outputs: Tensor } {
  const last = operations.at(-1);
  const endsInSoftmax = last?.kind === 'activation' && last.activation === 'softmax';
  if (last && endsInSoftmax && end === 'softmax') return { operations: operations.slice(0, -1), outputs: last.x };
  if (last && (end === 'any' || (end === 'logits' && !endsInSoftmax))) return { operations, outputs: last.y };
  const found = endsInSoftmax ? 'ends in softmax' : last ? 'does not' : `gives back its input of ${input.size} numbers`;
  throw new InklingError(
    'training/invalid-argument',
    end === 'logits'
      ? `${className}({ fromLogits: true }) expects a last layer without softmax, and the network ${found}. Leave fromLogits out, or take the softmax away.`
      : `${className} expects a network that ends in softmax, and this one ${found}. Give the last layer activation "softmax", or use ${className}({ fromLogits: true }).`,
  );
}
