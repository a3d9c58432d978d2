import type { KernelModule } from '../kernels/index.js';
import { fuse } from './fuse.js';
import type { Parameter, Penalty } from './graph.js';
import { type Labels, LossHead, type LossRule, type Progress, withoutSoftmax } from './lossHead.js';
import { lower } from './operations/index.js';
import { call, type KernelCall, type Registers, type Stage } from './plan.js';
import type { Planner } from './planner.js';
import { createPlanner, type Network, type Samples, Session, type Staging, stageInput } from './session.js';
import { simplify } from './simplify.js';
import type { ThreadPool } from './threads/index.js';

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
  readonly loss: LossRule;
  /** Whether runs of operations become one kernel where they can; true by default. */
  readonly fusion?: boolean;
  /** What shares the work; without, the caller does it alone. */
  readonly threads?: ThreadPool | undefined;
}

/** What an optimizer's calls read as registers: see `Registers`. */
export type StepScalars = Pick<Registers, 'stepSize' | 'decay' | 'averageMomentum'>;

/** What one step is told. */
export interface StepSettings extends Readonly<Partial<StepScalars>> {
  readonly stepSize: number;
  readonly seed: number;
  /** What each sample counts in the loss, by its place in the data; 1 where left out. */
  readonly sampleWeights?: Float32Array | undefined;
  /** Writes what to train on in place of sample `index`, which is pixels; where left out, the sample itself. */
  readonly augment?: ((sample: Uint8Array, index: number, out: Uint8Array) => void) | undefined;
}

/**
 * Trains a network. A batch is cut into shards of 16 samples; each goes forward
 * and back on its own, then gradients are summed in the order of shards and the optimizer runs. So the result does not
 * depend on who does which shard.
 */
export class Trainer {
  private readonly session: Session;
  private readonly staging: Staging;
  private readonly loss: LossHead;
  /** Where each run of regularized weights adds what it costs, in the order of runs. */
  private readonly penalties: number[] = [];
  private readonly slots = new Map<Parameter, number[]>();

  constructor(
    module: KernelModule,
    private readonly network: Network,
    private readonly options: TrainerOptions,
  ) {
    const { operations, outputs } = withoutSoftmax(simplify(network.graph.operations, true), network, options.loss);
    const fused = options.fusion === false ? operations : fuse(operations);
    const { threads } = options;
    const inputs = options.kind === 'numbers' ? [network.input] : [];
    const planner = createPlanner(network, fused, options.batchSize, { training: true, batchTensors: inputs, threads });
    this.staging = stageInput(planner, network.input, options.kind);
    const backward = fused.map((operation) => lower(operation, planner));
    this.loss = new LossHead(planner, options.loss, outputs);
    for (const emitBackward of backward.reverse()) emitBackward();
    const updates = this.planUpdates(planner);
    const stages: readonly Stage[] = [...planner.stages, { over: 'units', units: updates }];
    this.session = new Session(module, planner, network.graph, stages, threads);
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
  step(samples: Samples, labels: Labels, indices: Int32Array, settings: StepSettings): void {
    this.stage(samples, indices, settings.augment);
    this.loss.stage(this.session, labels, settings.sampleWeights, indices);
    const { registers } = this.session;
    registers.batchRows = indices.length;
    registers.lossScale = 1 / indices.length;
    registers.stepSize = settings.stepSize;
    registers.decay = settings.decay ?? 0;
    registers.averageMomentum = settings.averageMomentum ?? 0;
    registers.seed = settings.seed;
    this.session.run();
  }

  /** The sums of loss, what regularized weights cost included, and right answers since the last call. */
  takeProgress(): Progress {
    const progress = this.loss.takeProgress(this.session);
    for (const at of this.penalties) {
      const view = new DataView(this.session.memory.buffer, at, 8);
      progress.loss += view.getFloat64(0, true);
      view.setFloat64(0, 0, true);
    }
    return progress;
  }

  private stage(samples: Samples, indices: Int32Array, augment: StepSettings['augment']): void {
    const { size } = this.network.input;
    const { bytes, values } = this.staging;
    const rows = indices.length;
    const target = bytes ? this.session.bytes(bytes.at, rows * size) : this.session.floats(values.at, rows * size);
    for (let row = 0; row < rows; row++) {
      const index = indices[row];
      const sample = samples.subarray(index * size, (index + 1) * size);
      const place = target.subarray(row * size, (row + 1) * size);
      if (augment && sample instanceof Uint8Array && place instanceof Uint8Array) augment(sample, index, place);
      else place.set(sample);
    }
  }

  /**
   * Lets the optimizer follow each reduction with its update of the same run of weights, and copies of these follow the update.
   * The longest runs come first, so that no thread is left with one when the others are done.
   */
  private planUpdates(planner: Planner): KernelCall[][] {
    const { rule } = this.options;
    const longestFirst = [...planner.reductions].sort((a, b) => b.elements - a.elements);
    return longestFirst.map(({ parameter, start, elements, calls, copies }) => {
      let slots = this.slots.get(parameter);
      if (!slots) {
        slots = Array.from({ length: rule.slots }, () => planner.shared(parameter.size));
        this.slots.set(parameter, slots);
      }
      const weights = planner.parameterValues(parameter) + 4 * start;
      const gradient = planner.parameterGradient(parameter) + 4 * start;
      const state = slots.map((slot) => slot + 4 * start);
      return [
        ...calls,
        ...this.planPenalty(planner, parameter.penalty, elements, weights, gradient),
        ...rule.update(elements, weights, gradient, state),
        ...copies,
        ...planner.copiesOf(parameter),
      ];
    });
  }

  /** The call that adds the gradient of what weights cost. */
  private planPenalty(
    planner: Planner,
    penalty: Penalty | undefined,
    elements: number,
    weights: number,
    gradient: number,
  ): KernelCall[] {
    if (!penalty) return [];
    const statistics = planner.shared(2);
    this.penalties.push(statistics);
    return [call('regularize', elements, weights, gradient, penalty.l1, penalty.l2, { perBatchRow: 1 }, statistics)];
  }
}
