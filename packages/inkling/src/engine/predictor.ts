import type { KernelModule } from '../kernels/index.js';
import { fuse } from './fuse.js';
import { lower } from './operations/index.js';
import { createPlanner, type Network, type Samples, Session, type Staging, stageInput } from './session.js';
import { simplify } from './simplify.js';
import type { ThreadPool } from './threads/index.js';

/** Runs a network forward, batch after batch, with the weights that it was last given. */
export class Predictor {
  private readonly session: Session;
  private readonly staging: Staging;
  private readonly output: number;

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
    this.staging = stageInput(planner, network.input, kind);
    for (const operation of operations) lower(operation, planner);
    this.output = planner.value(result).at;
    this.session = new Session(module, planner, network.graph, planner.stages, threads);
  }

  loadWeights(weights: readonly Float32Array[]): void {
    this.session.loadWeights(weights);
  }

  /** Network's output `[rows, output size]` for samples `[rows, input size]`, written to `out`. */
  predict(samples: Samples, out: Float32Array): void {
    const { input, output } = this.network;
    const rows = samples.length / input.size;
    for (let start = 0; start < rows; start += this.batchSize) {
      const count = Math.min(this.batchSize, rows - start);
      this.stage(samples.subarray(start * input.size, (start + count) * input.size));
      this.session.registers.batchRows = count;
      this.session.run();
      out.set(this.session.floats(this.output, count * output.size), start * output.size);
    }
  }

  private stage(samples: Samples): void {
    const { bytes, values } = this.staging;
    if (bytes) this.session.bytes(bytes.at, samples.length).set(samples);
    else this.session.floats(values.at, samples.length).set(samples);
  }
}
