import * as z from 'zod/mini';
import { InklingError } from '../../errors.js';
import type { LayerConfig } from '../../layers/index.js';
import type { SequentialConfig } from '../../model/sequential.js';
import { inKeras3Words, type KerasLayer } from './legacyConfig.js';

const layerSchema = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });
const layersSchema = z.array(layerSchema).check(z.minLength(1));
const sequentialSchema = z.object({
  name: z.optional(z.string()),
  layers: layersSchema,
  build_input_shape: z.nullish(z.array(z.nullable(z.number()))),
});
/** Keras 2.0 and 2.1 wrote a Sequential's layers as a bare list. */
const modelSchema = z.object({ class_name: z.string(), config: z.unknown() });

/** The attribute `model_config` of a model. */
export function modelConfigOf(config: SequentialConfig, inputShape: readonly number[]): object {
  const { name, layers } = config;
  const rest = { trainable: true, dtype: 'float32', layers, build_input_shape: [null, ...inputShape] };
  return { class_name: 'Sequential', config: { name, ...rest } };
}

/**
 * What the attribute `model_config` describes, in the words of Keras 3: an InputLayer first, as `batch_shape`.
 * @throws InklingError `model/not-keras` where it describes nothing, `model/unsupported` for other than a Sequential.
 */
export function parseModelConfig(json: string): SequentialConfig {
  return readModelConfig(parseJson(json));
}

/** The same from the JSON's value. */
export function readModelConfig(value: unknown): SequentialConfig {
  const model = modelSchema.safeParse(value);
  if (!model.success) throw notKeras('its model_config is no description of a model');
  const { class_name: className, config } = model.data;
  if (className !== 'Sequential') {
    throw new InklingError(
      'model/unsupported',
      `The model is of class "${className}". Inkling reads Sequential models. Rebuild it as keras.Sequential and save it again.`,
    );
  }
  const sequential = sequentialSchema.safeParse(Array.isArray(config) ? { layers: config } : config);
  if (!sequential.success) throw notKeras('its model_config lists no layers');
  const { name = 'sequential', layers, build_input_shape: buildShape } = sequential.data;
  return { name, layers: withInputLayer(layers.map(inKeras3Words), buildShape) };
}

export function notKeras(problem: string): InklingError {
  return new InklingError(
    'model/not-keras',
    `Expected a model saved by Keras or Inkling, but ${problem}. Save one with inkling train, or with Keras's model.save('model.h5').`,
  );
}

export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Puts an InputLayer in front where the first layer, or the model, says the shape of the input instead. */
function withInputLayer(
  layers: readonly KerasLayer[],
  buildShape: readonly (number | null)[] | null | undefined,
): { class_name: string; config: LayerConfig }[] {
  const [first] = layers;
  if (first.class_name === 'InputLayer') return [...layers];
  const batchShape = first.config.batch_shape ?? buildShape;
  if (batchShape === undefined || batchShape === null) {
    throw new InklingError(
      'model/unsupported',
      'The model does not say what shape its input has. Add keras.Input(shape=(28, 28, 1)) as its first layer and save it again.',
    );
  }
  return [{ class_name: 'InputLayer', config: { name: freeName(layers), batch_shape: batchShape } }, ...layers];
}

function freeName(layers: readonly KerasLayer[]): string {
  const taken = new Set(layers.map(({ config }) => config.name));
  let name = 'input_layer';
  while (taken.has(name)) name += '_';
  return name;
}
