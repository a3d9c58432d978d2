import type { KernelModule } from '../kernels/index.js';
import { fuse } from './fuse.js';
import { lower } from './operations/index.js';
import { createPlanner, type Network, type Samples, Session, stageInput } from './session.js';
import { simplify } from './simplify.js';
import type { ThreadPool } from './threads/index.js';

/** Runs a network forward, batch after batch, with the weights that it was last given. */
export class Predictor {
  private readonly session: Session;
  private readonly inputView: Samples;
  private readonly outputView: Float32Array;

  constructor(
    module: KernelModule,
    private readonly network: Network,
    readonly kind: 'bytes' | 'numbers',
    readonly batchSize: number,
    readonly threads?: ThreadPool,
  ) {
    const operations = fuse(simplify(network.graph.operations, false));
    const result = operations.at(-1)?.y ?? network.input;
    const ends = kind === 'numbers' ? [network.input, result] : [result];
    const planner = createPlanner(network, operations, batchSize, { training: false, batchTensors: ends, threads });
    const { bytes, values } = stageInput(planner, network.input, kind);
    for (const operation of operations) lower(operation, planner);
    this.session = new Session(module, planner, network.graph, planner.stages, threads);
    const numbers = batchSize * network.input.size;
    this.inputView = bytes ? this.session.bytes(bytes.at, numbers) : this.session.floats(values.at, numbers);
    this.outputView = this.session.floats(planner.value(result).at, batchSize * network.output.size);
  }

  loadWeights(weights: readonly Float32Array[]): void {
    this.session.loadWeights(weights);
  }

  /** Network's output `[rows, output size]` for samples `[rows, input size]`, written to `out`. */
  predict(samples: Samples, out: Float32Array): void {
    const { input, output } = this.network;
    const rows = samples.length / input.size;
    if (rows <= this.batchSize) {
      this.predictBatch(samples, rows, out);
      return;
    }
    for (let start = 0; start < rows; start += this.batchSize) {
      const count = Math.min(this.batchSize, rows - start);
      const batch = samples.subarray(start * input.size, (start + count) * input.size);
      this.predictBatch(batch, count, out.subarray(start * output.size));
    }
  }

  /** Nothing is allocated here, so that single samples cost no garbage. */
  private predictBatch(samples: Samples, rows: number, out: Float32Array): void {
    this.inputView.set(samples);
    this.session.registers.batchRows = rows;
    this.session.run();
    const { outputView } = this;
    const length = rows * this.network.output.size;
    for (let i = 0; i < length; i++) out[i] = outputView[i];
  }
}
