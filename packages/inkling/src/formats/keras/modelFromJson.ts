import { InklingError } from '../../errors.js';
import { sizeOf } from '../../layers/layer.js';
import { Sequential } from '../../model/sequential.js';
import { parseJson, parseModelConfig } from './modelConfig.js';
import { createLayers, type SizedLayer, whatCanBeBuilt, withInputShapes } from './networkSizes.js';

/**
 * How the first weights are drawn.
 *
 * @example
 * const options: ModelFromJsonOptions = { seed: 7 };
 */
export interface ModelFromJsonOptions {
  /** Decides the initial weights; 1 by default. */
  readonly seed?: number;
}

/** The most weights that an architecture may ask for: seventy times the classic network's; training takes some ten times their memory. */
const MAX_PARAMETERS = 2 ** 24;

/**
 * A fresh model of the architecture that Keras's `model.to_json()` describes, or the attribute `model_config` of an `.h5`.
 * Keras calls this `model_from_json`.
 *
 * @param json `{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 10}}, …]}}`.
 *   The first layer is an InputLayer, or says `batch_shape` itself.
 * @throws InklingError `architecture/invalid` where this is no JSON or describes no model, `model/unsupported` where it
 *   describes one that Inkling cannot compute or that is too large. Sizes are checked before anything is allocated.
 * @example
 * const layers = model.getConfig().layers;
 * const fresh = modelFromJson(JSON.stringify({ class_name: 'Sequential', config: { name: 'fresh', layers } }), { seed: 1 });
 */
export function modelFromJson(json: string, { seed = 1 }: ModelFromJsonOptions = {}): Sequential {
  const config = readable(json);
  const layers = createLayers(config);
  checkParameters(withInputShapes(layers));
  return whatCanBeBuilt(() => new Sequential(layers, { name: config.name, seed }));
}

function readable(json: string) {
  if (parseJson(json) === undefined) throw invalid('it is no JSON, or cut off');
  try {
    return parseModelConfig(json);
  } catch (cause) {
    if (!(cause instanceof InklingError) || cause.code !== 'model/not-keras') throw cause;
    throw invalid('it names no class_name and no list of layers', cause);
  }
}

function invalid(problem: string, cause?: unknown): InklingError {
  return new InklingError(
    'architecture/invalid',
    `Expected an architecture as Keras's model.to_json() writes it ({"class_name": "Sequential", "config": {"layers": […]}}), but ${problem}. Write one with Keras: open('architecture.json', 'w').write(model.to_json()).`,
    { cause },
  );
}

function checkParameters(layers: readonly SizedLayer[]): void {
  const parameters = layers
    .flatMap(({ layer, inputShape }) => layer.describeWeights(inputShape))
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (parameters <= MAX_PARAMETERS) return;
  throw new InklingError(
    'model/unsupported',
    `The network's sizes are out of bounds: it has ${parameters} weights, at most ${MAX_PARAMETERS} can be trained here. Give its layers fewer units or filters.`,
  );
}
