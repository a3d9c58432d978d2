import type { Random } from '../random.js';
import { type Shape, sizeOf, type Weight } from './layer.js';

/**
 * A kernel drawn uniformly from ±√(6 / (fanIn + fanOut)), where the last two axes are inputs and outputs and the ones
 * before them the receptive field (Glorot and Bengio, 2010; Keras's default). Zeros without `random`.
 */
export function glorotUniform(name: string, shape: Shape, trainable: boolean, random?: Random): Weight {
  const weight = zeros(name, shape, trainable);
  if (!random) return weight;
  const field = sizeOf(shape.slice(0, -2));
  const [fanIn, fanOut] = shape.slice(-2).map((size) => size * field);
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  for (let i = 0; i < weight.values.length; i++) weight.values[i] = random.uniform(-limit, limit);
  return weight;
}

export function zeros(name: string, shape: Shape, trainable: boolean): Weight {
  return { name, shape, trainable, values: new Float32Array(sizeOf(shape)) };
}

/** How Keras's `model_config` names an initializer. */
export function initializerConfig(className: 'GlorotUniform' | 'Zeros'): object {
  const config = className === 'GlorotUniform' ? { seed: null } : {};
  return { module: 'keras.initializers', class_name: className, config, registered_name: null };
}
