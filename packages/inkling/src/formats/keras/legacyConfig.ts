/** A layer as a `model_config` lists it. */
export interface KerasLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Classes that Keras 1 called otherwise. */
const RENAMED_CLASSES: Readonly<Record<string, string>> = {
  Convolution2D: 'Conv2D',
  SeparableConvolution2D: 'SeparableConv2D',
};

/** Keys that older versions called otherwise: `batch_input_shape` Keras 2, the others Keras 1. */
const RENAMED_KEYS: Readonly<Record<string, string>> = {
  batch_input_shape: 'batch_shape',
  nb_filter: 'filters',
  subsample: 'strides',
  border_mode: 'padding',
  output_dim: 'units',
  bias: 'use_bias',
  p: 'rate',
};

/** What Keras 1 called `data_format`. */
const DIM_ORDERINGS: Readonly<Record<string, string>> = { tf: 'channels_last', th: 'channels_first' };

/** TensorFlow 2 named its own softmax so. */
const RENAMED_ACTIVATIONS: Readonly<Record<string, string>> = { softmax_v2: 'softmax' };

/** A layer of any version's config in the words of Keras 3. */
export function inKeras3Words({ class_name, config }: KerasLayer): KerasLayer {
  const words: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) words[nameIn(RENAMED_KEYS, key) ?? key] = value;
  const { nb_row: rows, nb_col: columns, dim_ordering: ordering, activation } = words;
  if (rows !== undefined && columns !== undefined) words.kernel_size ??= [rows, columns];
  if (typeof ordering === 'string') words.data_format ??= nameIn(DIM_ORDERINGS, ordering) ?? ordering;
  if (typeof activation === 'string') words.activation = nameIn(RENAMED_ACTIVATIONS, activation) ?? activation;
  return { class_name: nameIn(RENAMED_CLASSES, class_name) ?? class_name, config: words };
}

function nameIn(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
