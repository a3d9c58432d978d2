import { InklingError } from '../errors.js';
import type { KernelModule } from '../kernels/index.js';
import { fuse } from './fuse.js';
import type { Operation, Parameter, Tensor } from './graph.js';
import { lower } from './operations/index.js';
import { type Address, call, type KernelCall, type Registers, SHARD_ROWS, type Stage } from './plan.js';
import type { Planner } from './planner.js';
import { createPlanner, type Network, type Samples, Session, type Staging, stageInput } from './session.js';
import { simplify } from './simplify.js';

/** How an optimizer changes weights: calls for a run of any length. */
export interface UpdateRule {
  /** Arrays of state that it keeps beside each weight. */
  readonly slots: number;
  /** The calls that update `elements` weights at `weights`, given their gradient and state. */
  update(elements: number, weights: number, gradient: number, slots: readonly number[]): readonly KernelCall[];
}

export interface TrainerOptions {
  readonly batchSize: number;
  readonly kind: 'bytes' | 'numbers';
  readonly rule: UpdateRule;
  /** Whether the network's output are logits rather than a softmax. */
  readonly fromLogits: boolean;
  /** Whether runs of operations become one kernel where they can; true by default. */
  readonly fusion?: boolean;
}

/** What an optimizer's calls read as registers: see `Registers`. */
export type StepScalars = Pick<Registers, 'stepSize' | 'decay' | 'averageMomentum'>;

/** What one step is told. */
export interface StepSettings extends Readonly<Partial<StepScalars>> {
  readonly stepSize: number;
  readonly seed: number;
  /** Writes what to train on in place of sample `index`, which is pixels; where left out, the sample itself. */
  readonly augment?: ((sample: Uint8Array, index: number, out: Uint8Array) => void) | undefined;
}

/** Sums since they were last taken. */
export interface Progress {
  loss: number;
  correct: number;
}

/** Bytes of one shard's statistics: the sum of losses (float64) and how many were right (int32). */
const STATISTICS_BYTES = 16;

/**
 * Trains a network by sparse categorical cross-entropy. A batch is cut into shards of 16 samples; each goes forward
 * and back on its own, then gradients are summed in the order of shards and the optimizer runs. So the result does not
 * depend on who does which shard.
 */
export class Trainer {
  private readonly session: Session;
  private readonly stages: readonly Stage[];
  private readonly staging: Staging;
  private readonly labels: Address;
  private readonly statistics: Address;
  private readonly slots = new Map<Parameter, number[]>();

  constructor(
    module: KernelModule,
    private readonly network: Network,
    private readonly options: TrainerOptions,
  ) {
    const { operations, logits } = withoutSoftmax(
      simplify(network.graph.operations, true),
      network,
      options.fromLogits,
    );
    const fused = options.fusion === false ? operations : fuse(operations);
    const inputs = options.kind === 'numbers' ? [network.input] : [];
    const planner = createPlanner(network, fused, options.batchSize, { training: true, batchTensors: inputs });
    this.staging = stageInput(planner, network.input, options.kind);
    const backward = fused.map((operation) => lower(operation, planner));
    this.labels = planner.perRow(1);
    this.statistics = { at: planner.shared((planner.shards * STATISTICS_BYTES) / 4), perShard: STATISTICS_BYTES };
    planner.emit(
      call(
        'softmaxCrossEntropy',
        { perRow: 1 },
        logits.size,
        planner.value(logits),
        this.labels,
        planner.perThread(4 * SHARD_ROWS * logits.size),
        planner.gradient(logits),
        { register: 'lossScale' },
        this.statistics,
      ),
    );
    for (const emitBackward of backward.reverse()) emitBackward();
    const updates = this.planUpdates(planner);
    this.session = new Session(module, planner, network.graph);
    this.stages = [...planner.stages, { over: 'units', units: updates }, { over: 'units', units: planner.deriveUnits }];
  }

  loadWeights(weights: readonly Float32Array[]): void {
    this.session.loadWeights(weights);
  }

  storeWeights(weights: readonly Float32Array[]): void {
    this.session.storeWeights(weights);
  }

  /** A view of one of the optimizer's arrays for a parameter; it stays true as training goes on. */
  slot(parameter: Parameter, index: number): Float32Array {
    const addresses = this.slots.get(parameter);
    if (!addresses) throw new Error(`parameter ${parameter.index} is not trained`);
    return this.session.floats(addresses[index], parameter.size);
  }

  /** A view of the gradient that the last step used, in the parameter's own layout. */
  gradient(parameter: Parameter): Float32Array {
    return this.session.gradient(parameter);
  }

  /** One step on the samples whose places in `samples` and `labels` are `indices`. */
  step(samples: Samples, labels: Uint8Array, indices: Int32Array, settings: StepSettings): void {
    this.stage(samples, labels, indices, settings.augment);
    const { registers } = this.session;
    registers.batchRows = indices.length;
    registers.lossScale = 1 / indices.length;
    registers.stepSize = settings.stepSize;
    registers.decay = settings.decay ?? 0;
    registers.averageMomentum = settings.averageMomentum ?? 0;
    registers.seed = settings.seed;
    this.session.run(this.stages);
  }

  /** The sums of loss and right answers since the last call, added up in the order of shards. */
  takeProgress(): Progress {
    const { batchSize } = this.options;
    const shards = Math.ceil(batchSize / SHARD_ROWS);
    const view = new DataView(this.session.memory.buffer, this.statistics.at, shards * STATISTICS_BYTES);
    const progress = { loss: 0, correct: 0 };
    for (let shard = 0; shard < shards; shard++) {
      progress.loss += view.getFloat64(shard * STATISTICS_BYTES, true);
      progress.correct += view.getInt32(shard * STATISTICS_BYTES + 8, true);
    }
    this.session.bytes(this.statistics.at, shards * STATISTICS_BYTES).fill(0);
    return progress;
  }

  private stage(samples: Samples, labels: Uint8Array, indices: Int32Array, augment: StepSettings['augment']): void {
    const { size } = this.network.input;
    const { bytes, values } = this.staging;
    const rows = indices.length;
    const target = bytes ? this.session.bytes(bytes.at, rows * size) : this.session.floats(values.at, rows * size);
    const targetLabels = this.session.bytes(this.labels.at, rows);
    for (let row = 0; row < rows; row++) {
      const index = indices[row];
      const sample = samples.subarray(index * size, (index + 1) * size);
      const place = target.subarray(row * size, (row + 1) * size);
      if (augment && sample instanceof Uint8Array && place instanceof Uint8Array) augment(sample, index, place);
      else place.set(sample);
      targetLabels[row] = labels[index];
    }
  }

  /** Lets the optimizer follow each reduction with its update of the same run of weights. */
  private planUpdates(planner: Planner): KernelCall[][] {
    const { rule } = this.options;
    return planner.reductions.map(({ parameter, start, elements, calls }) => {
      let slots = this.slots.get(parameter);
      if (!slots) {
        slots = Array.from({ length: rule.slots }, () => planner.shared(parameter.size));
        this.slots.set(parameter, slots);
      }
      const weights = planner.parameterValues(parameter) + 4 * start;
      const gradient = planner.parameterGradient(parameter) + 4 * start;
      const state = slots.map((slot) => slot + 4 * start);
      return [...calls, ...rule.update(elements, weights, gradient, state)];
    });
  }
}

/** The operations up to the logits, since the loss takes the softmax itself, stably. */
function withoutSoftmax(
  operations: readonly Operation[],
  { input }: Network,
  fromLogits: boolean,
): { operations: readonly Operation[]; logits: Tensor } {
  const last = operations.at(-1);
  const endsInSoftmax = last?.kind === 'activation' && last.activation === 'softmax';
  if (endsInSoftmax !== fromLogits && last) {
    return endsInSoftmax ? { operations: operations.slice(0, -1), logits: last.x } : { operations, logits: last.y };
  }
  throw new InklingError(
    'training/invalid-argument',
    fromLogits
      ? `SparseCategoricalCrossentropy({ fromLogits: true }) expects a last layer without softmax, and the network ${last ? 'ends in softmax' : `gives back its input of ${input.size} numbers`}. Leave fromLogits out, or take the softmax away.`
      : 'SparseCategoricalCrossentropy expects a network that ends in softmax, and this one does not. Give the last layer activation "softmax", or use SparseCategoricalCrossentropy({ fromLogits: true }).',
  );
}
