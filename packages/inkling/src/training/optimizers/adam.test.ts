import { describe, expect, it } from 'vitest';
import { Dense, InputLayer } from '../../layers/index.js';
import { Sequential } from '../../model/sequential.js';
import { SparseCategoricalCrossentropy } from '../losses/sparseCategoricalCrossentropy.js';
import { Adam } from './adam.js';

describe('Adam', () => {
  /**
   * Two logits of 0 and an input of 1, label 0, lr 0.1. By hand:
   * step 1: p₀ = ½, g = −½; m = −0.05, v = 0.00025; w = 0.0316228 · 0.05 / (0.0158114 + 1e-7) = 0.0999994
   * step 2: p₀ = 0.549834, g = −0.450166; m = −0.0900166, v = 0.000452399;
   *         w += 0.0235317 · 0.0900166 / (0.0212697 + 1e-7) = 0.1995886
   */
  it('takes two steps that were computed by hand', async () => {
    const kernel = new Dense({ units: 2, useBias: false, activation: 'softmax' });
    const model = new Sequential([new InputLayer({ shape: [1] }), kernel]);
    model.setWeights([new Float32Array(2)]);
    const optimizer = new Adam({ learningRate: 0.1 });
    model.compile({ optimizer, loss: new SparseCategoricalCrossentropy() });
    const data = { images: Float32Array.of(1), labels: Uint8Array.of(0) };

    await model.fit(data, { epochs: 1 });
    expect(kernel.weights[0].values[0]).toBeCloseTo(0.0999994, 6);
    await model.fit(data, { epochs: 1 });
    expect(kernel.weights[0].values[0]).toBeCloseTo(0.1995886, 6);
    expect(kernel.weights[0].values[1]).toBeCloseTo(-0.1995886, 6);

    const [{ momentum, velocity }] = optimizer.state(model.weights);
    expect(momentum[0]).toBeCloseTo(-0.0900166, 6);
    expect(velocity[0]).toBeCloseTo(0.000452399, 8);
    expect(optimizer.iterations).toBe(2);
  });
});
