import { createHash } from 'node:crypto';
import { Dense, InputLayer, Sequential } from 'inkling';
import { expect, it } from 'vitest';
import { weightsSha256 } from './trainingRecord.js';

it('weightsSha256 hashes float32 values, little-endian, in the order of get_weights', () => {
  const model = new Sequential([new InputLayer({ shape: [1] }), new Dense({ units: 2 })]);
  model.setWeights([Float32Array.of(1.5, -2), Float32Array.of(0.1, 0)]);
  const bytes = Buffer.alloc(16);
  for (const [i, value] of [1.5, -2, 0.1, 0].entries()) bytes.writeFloatLE(value, 4 * i);
  expect(weightsSha256(model)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
