import { SHARD_ROWS } from '../engine/plan.js';
import { Predictor } from '../engine/predictor.js';
import type { Samples } from '../engine/session.js';
import { InklingError } from '../errors.js';
import { loadKernels } from '../kernels/index.js';
import type { Sequential } from './sequential.js';

/** Most samples of one call. */
const MOST = SHARD_ROWS;

/**
 * Predicts one sample, or a few, at once on the calling thread, without allocating and without waiting: for games, cameras and
 * drawings that are read again at every stroke. It has the model's weights of the moment in which it was made, or of the
 * last `update()`. Made by `Sequential.createPredictor`.
 *
 * @example
 * const predictor: SamplePredictor = await model.createPredictor();
 * const softmax = new Float32Array(10);
 * predictor.predict(pixels28, softmax);
 */
export class SamplePredictor {
  private constructor(
    private readonly model: Sequential,
    private readonly predictor: Predictor,
  ) {
    this.update();
  }

  static async create(model: Sequential, kind: 'bytes' | 'numbers'): Promise<SamplePredictor> {
    return new SamplePredictor(model, new Predictor(await loadKernels(), model.network, kind, MOST));
  }

  /** Takes the model's weights as they are now. */
  update(): void {
    this.predictor.loadWeights(this.model.weights.map(({ values }) => values));
  }

  /**
   * Writes the network's output `[n, …outputShape]` for `samples` `[n, …inputShape]` to `out`; n is 1 to 16.
   * @throws InklingError `model/wrong-input` where sizes or the kind of numbers do not fit.
   */
  predict(samples: Samples, out: Float32Array): void {
    const { input, output } = this.model.network;
    const rows = samples.length / input.size;
    const isKind = samples instanceof Uint8Array === (this.predictor.kind === 'bytes');
    if (!isKind || !Number.isInteger(rows) || rows < 1 || rows > MOST || out.length < rows * output.size) {
      throw new InklingError(
        'model/wrong-input',
        `predict expects 1 to ${MOST} samples of ${input.size} ${this.predictor.kind} and room for ${output.size} numbers each. Received ${samples.length} ${samples instanceof Uint8Array ? 'bytes' : 'numbers'} and room for ${out.length}.`,
      );
    }
    this.predictor.predict(samples, out);
  }
}
