import type { Random } from '../random.js';
import type { Shape } from './layer.js';

/** How a layer's weights begin, by Keras's names. */
export type InitializerName = 'GlorotUniform' | 'Zeros' | 'Ones';

/**
 * Fills new weights. GlorotUniform draws from ±√(6 / (fanIn + fanOut)), where the last two axes are inputs and outputs
 * and the ones before them the receptive field (Glorot and Bengio, 2010; Keras's default for kernels).
 */
export function initialize(values: Float32Array, shape: Shape, initializer: InitializerName, random: Random): void {
  if (initializer !== 'GlorotUniform') {
    values.fill(initializer === 'Ones' ? 1 : 0);
    return;
  }
  const [inputs, outputs] = shape.slice(-2);
  const field = values.length / (inputs * outputs);
  const limit = Math.sqrt(6 / (field * inputs + field * outputs));
  for (let i = 0; i < values.length; i++) values[i] = random.uniform(-limit, limit);
}

/** How Keras's `model_config` names an initializer. */
export function initializerConfig(className: InitializerName): object {
  const config = className === 'GlorotUniform' ? { seed: null } : {};
  return { module: 'keras.initializers', class_name: className, config, registered_name: null };
}
