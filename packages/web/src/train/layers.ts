import {
  type ArchitectureName,
  BatchNormalization,
  Conv2D,
  createArchitecture,
  Dense,
  Dropout,
  Flatten,
  MaxPooling2D,
} from 'inkling';

/** A layer as Keras describes it, without a name: it gets one when the network is built. */
export interface LayerSpec {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What can be added. */
export const addable = {
  Conv2D: () => new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
  MaxPooling2D: () => new MaxPooling2D(),
  BatchNormalization: () => new BatchNormalization(),
  Dropout: () => new Dropout({ rate: 0.25 }),
  Flatten: () => new Flatten(),
  Dense: () => new Dense({ units: 64, activation: 'relu' }),
};

export type Addable = keyof typeof addable;

/** A number of a layer that can be changed. */
export interface LayerNumber {
  /** Its name in Keras's config. */
  readonly key: string;
  readonly words: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Whether Keras keeps one for each axis. */
  readonly isPair: boolean;
}

const whole = (key: string, words: string, most: number, isPair = false): LayerNumber => ({
  key,
  words,
  least: 1,
  most,
  step: 1,
  isPair,
});

/** What of a layer can be changed, by its class. */
export const layerNumbers: Readonly<Record<string, readonly LayerNumber[]>> = {
  Conv2D: [whole('filters', 'filters', 256), whole('kernel_size', 'size', 11, true)],
  MaxPooling2D: [whole('pool_size', 'size', 7, true)],
  Dense: [whole('units', 'units', 2048)],
  Dropout: [{ key: 'rate', words: 'share', least: 0, most: 0.9, step: 0.05, isPair: false }],
};

/** The value of a number of a layer. */
export function numberOf({ config }: LayerSpec, { key, isPair }: LayerNumber): number {
  const value = config[key];
  return Number(isPair && Array.isArray(value) ? value[0] : value);
}

export function withNumber(layer: LayerSpec, { key, isPair }: LayerNumber, value: number): LayerSpec {
  const config = { ...layer.config, [key]: isPair ? [value, value] : value };
  // A pooling that steps by its own size, as it does unless told otherwise.
  if (layer.className === 'MaxPooling2D') return { ...layer, config: { ...config, strides: [value, value] } };
  return { ...layer, config };
}

/** The layers of a network that comes along, but its input. */
export function presetLayers(name: ArchitectureName): readonly LayerSpec[] {
  const [, ...layers] = createArchitecture(name, 1).getConfig().layers;
  return layers.map(({ class_name, config }) => ({ className: class_name, config: withoutName(config) }));
}

export function newLayer(className: Addable): LayerSpec {
  return { className, config: withoutName(addable[className]().getConfig()) };
}

/** As Keras's `model.to_json()` has it, but that layers get Keras's default names when the network is built. */
export function architectureJson(name: string, layers: readonly LayerSpec[]): string {
  const input = { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1], name: 'input' } };
  const others = layers.map(({ className, config }) => ({ class_name: className, config }));
  return JSON.stringify({ class_name: 'Sequential', config: { name, layers: [input, ...others] } });
}

function withoutName(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { name: _, ...rest } = config;
  return rest;
}
