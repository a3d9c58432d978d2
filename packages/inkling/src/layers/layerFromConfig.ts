import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { InklingError } from '../errors.js';
import { Activation } from './activation.js';
import { ACTIVATION_NAMES } from './activations.js';
import { AveragePooling2D } from './averagePooling2D.js';
import { BatchNormalization } from './batchNormalization.js';
import { Conv2D } from './conv2D.js';
import { Dense } from './dense.js';
import { DepthwiseConv2D } from './depthwiseConv2D.js';
import { Dropout } from './dropout.js';
import { ELU } from './elu.js';
import { Flatten } from './flatten.js';
import { GlobalAveragePooling2D } from './globalAveragePooling2D.js';
import { GlobalMaxPooling2D } from './globalMaxPooling2D.js';
import { InputLayer } from './inputLayer.js';
import type { Layer, LayerConfig } from './layer.js';
import { LeakyReLU } from './leakyReLU.js';
import { MaxPooling2D } from './maxPooling2D.js';
import { type Regularizer, regularizerFromConfig } from './regularizers.js';
import { ReLU } from './relu.js';
import { Reshape } from './reshape.js';
import { SeparableConv2D } from './separableConv2D.js';
import { shown } from './shown.js';
import { Softmax } from './softmax.js';
import { ZeroPadding2D } from './zeroPadding2D.js';

const text = z.optional(z.string());
const flag = z.optional(z.boolean());
/** Penalties on outputs, which no layer here has. */
const activity_regularizer = z.nullish(z.null());
/** What holds weights in bounds after each step, which no optimizer here does. */
const constraint = z.nullish(z.null());
const base = { name: text, trainable: flag, activity_regularizer };
const pair = z.pipe(
  z.union([z.number(), z.tuple([z.number(), z.number()])]),
  z.transform((value: number | [number, number]): readonly [number, number] =>
    typeof value === 'number' ? [value, value] : value,
  ),
);
/** A number, or the only one of a list, as tf.keras 2 writes an axis. */
const onlyNumber = z.pipe(
  z.union([z.number(), z.tuple([z.number()])]),
  z.transform((value: number | [number]) => (typeof value === 'number' ? value : value[0])),
);
const padding = z.optional(z.enum(['valid', 'same']));
const activation = z.nullish(z.enum(ACTIVATION_NAMES));
const channelsLast = z.nullish(z.literal('channels_last'));
const regularizer = z.optional(z.pipe(z.unknown(), z.transform(regularizerFromConfig)));
const bias = { bias_regularizer: regularizer, bias_constraint: constraint };
const kernel = { kernel_regularizer: regularizer, kernel_constraint: constraint };
const one = z.optional(z.union([z.literal(1), z.tuple([z.literal(1), z.literal(1)])]));

const depthwise = {
  ...base,
  kernel_size: pair,
  strides: z.optional(pair),
  padding,
  data_format: channelsLast,
  dilation_rate: one,
  depth_multiplier: z.optional(z.number()),
  activation,
  use_bias: flag,
  depthwise_regularizer: regularizer,
  depthwise_constraint: constraint,
  ...bias,
};
const pooling = z.object({
  ...base,
  pool_size: z.optional(pair),
  strides: z.nullish(pair),
  padding,
  data_format: channelsLast,
});
const globalPooling = z.object({ ...base, data_format: channelsLast, keepdims: flag });
const sides = z.tuple([z.number(), z.number()]);

const schemas = {
  InputLayer: z.object({ ...base, batch_shape: z.array(z.nullable(z.number())) }),
  Conv2D: z.object({
    ...base,
    filters: z.number(),
    kernel_size: pair,
    strides: z.optional(pair),
    padding,
    data_format: channelsLast,
    dilation_rate: one,
    groups: one,
    activation,
    use_bias: flag,
    ...kernel,
    ...bias,
  }),
  DepthwiseConv2D: z.object(depthwise),
  SeparableConv2D: z.object({
    ...depthwise,
    filters: z.number(),
    pointwise_regularizer: regularizer,
    pointwise_constraint: constraint,
  }),
  MaxPooling2D: pooling,
  AveragePooling2D: pooling,
  GlobalMaxPooling2D: globalPooling,
  GlobalAveragePooling2D: globalPooling,
  Reshape: z.object({ ...base, target_shape: z.array(z.number()) }),
  ZeroPadding2D: z.object({
    ...base,
    padding: z.optional(z.union([z.number(), z.tuple([z.number(), z.number()]), z.tuple([sides, sides])])),
    data_format: channelsLast,
  }),
  Flatten: z.object({ ...base, data_format: channelsLast }),
  Dense: z.object({ ...base, units: z.number(), activation, use_bias: flag, ...kernel, ...bias }),
  Dropout: z.object({ ...base, rate: z.number() }),
  BatchNormalization: z.object({
    ...base,
    axis: z.optional(onlyNumber),
    momentum: z.optional(z.number()),
    epsilon: z.optional(z.number()),
    center: flag,
    scale: flag,
    renorm: z.optional(z.literal(false)),
    beta_regularizer: regularizer,
    gamma_regularizer: regularizer,
    beta_constraint: constraint,
    gamma_constraint: constraint,
  }),
  ReLU: z.object({
    ...base,
    max_value: z.nullish(z.number()),
    negative_slope: z.optional(z.number()),
    threshold: z.optional(z.number()),
  }),
  // Keras 2 called the slope alpha.
  LeakyReLU: z.object({ ...base, negative_slope: z.optional(z.number()), alpha: z.optional(z.number()) }),
  ELU: z.object({ ...base, alpha: z.optional(z.number()) }),
  Softmax: z.object({ ...base, axis: z.optional(onlyNumber) }),
  Activation: z.object({ ...base, activation: z.enum(ACTIVATION_NAMES) }),
};

const builders: Record<string, (config: LayerConfig) => Layer> = {
  InputLayer(config) {
    const { batch_shape, ...common } = parse('InputLayer', config);
    return new InputLayer({ ...given(common), shape: batch_shape.slice(1).map((size) => size ?? 0) });
  },
  Conv2D(config) {
    const { kernel_size, data_format, dilation_rate, groups, ...rest } = parse('Conv2D', config);
    return new Conv2D({ ...kernelOptions(rest), filters: rest.filters, kernelSize: kernel_size });
  },
  DepthwiseConv2D(config) {
    const { kernel_size, ...rest } = parse('DepthwiseConv2D', config);
    return new DepthwiseConv2D({ ...depthwiseOptions(rest), kernelSize: kernel_size });
  },
  SeparableConv2D(config) {
    const { kernel_size, pointwise_regularizer, filters, ...rest } = parse('SeparableConv2D', config);
    const pointwise = given({ pointwiseRegularizer: pointwise_regularizer });
    return new SeparableConv2D({ ...depthwiseOptions(rest), ...pointwise, kernelSize: kernel_size, filters });
  },
  MaxPooling2D(config) {
    const { pool_size, data_format, ...rest } = parse('MaxPooling2D', config);
    return new MaxPooling2D(given({ ...rest, poolSize: pool_size }));
  },
  AveragePooling2D(config) {
    const { pool_size, data_format, ...rest } = parse('AveragePooling2D', config);
    return new AveragePooling2D(given({ ...rest, poolSize: pool_size }));
  },
  GlobalMaxPooling2D(config) {
    const { data_format, ...rest } = parse('GlobalMaxPooling2D', config);
    return new GlobalMaxPooling2D(given(rest));
  },
  GlobalAveragePooling2D(config) {
    const { data_format, ...rest } = parse('GlobalAveragePooling2D', config);
    return new GlobalAveragePooling2D(given(rest));
  },
  Reshape(config) {
    const { target_shape, ...rest } = parse('Reshape', config);
    return new Reshape({ ...given(rest), targetShape: target_shape });
  },
  ZeroPadding2D(config) {
    const { data_format, padding, ...rest } = parse('ZeroPadding2D', config);
    return new ZeroPadding2D(given({ ...rest, padding }));
  },
  Flatten(config) {
    const { data_format, ...rest } = parse('Flatten', config);
    return new Flatten(given(rest));
  },
  Dense(config) {
    const rest = parse('Dense', config);
    return new Dense({ ...kernelOptions(rest), units: rest.units });
  },
  Dropout(config) {
    const rest = parse('Dropout', config);
    return new Dropout({ ...given(rest), rate: rest.rate });
  },
  BatchNormalization(config) {
    const { renorm, beta_regularizer, gamma_regularizer, ...rest } = parse('BatchNormalization', config);
    const regularizers = { betaRegularizer: beta_regularizer, gammaRegularizer: gamma_regularizer };
    return new BatchNormalization(given({ ...rest, ...regularizers }));
  },
  ReLU(config) {
    const { max_value, negative_slope, ...rest } = parse('ReLU', config);
    return new ReLU(given({ ...rest, maxValue: max_value, negativeSlope: negative_slope }));
  },
  LeakyReLU(config) {
    const { negative_slope, alpha, ...rest } = parse('LeakyReLU', config);
    return new LeakyReLU(given({ ...rest, negativeSlope: negative_slope ?? alpha }));
  },
  ELU(config) {
    return new ELU(given(parse('ELU', config)));
  },
  Softmax(config) {
    return new Softmax(given(parse('Softmax', config)));
  },
  Activation(config) {
    const rest = parse('Activation', config);
    return new Activation({ ...given(rest), activation: rest.activation });
  },
};

/**
 * The classes that a network may be made of.
 *
 * @example
 * LAYER_CLASS_NAMES.includes('Conv2D'); // true
 */
export const LAYER_CLASS_NAMES: readonly string[] = Object.keys(builders);

/**
 * A layer from Keras's class name and config.
 * @throws InklingError `model/unsupported` for a class, option or value that Inkling does not have.
 * @example
 * layerFromConfig('Dense', { units: 10, activation: 'softmax' });
 */
export function layerFromConfig(className: string, config: LayerConfig): Layer {
  const builder = Object.hasOwn(builders, className) ? builders[className] : undefined;
  if (builder) return builder(config);
  throw new InklingError(
    'model/unsupported',
    `The model has a layer of class "${className}"${typeof config.name === 'string' ? ` ("${config.name}")` : ''}, which Inkling does not have. It has ${LAYER_CLASS_NAMES.join(', ')}. Export a model made of these.`,
  );
}

/** zod/mini, a fifth of zod, brings no words of its own. */
const inWords = { error: en().localeError };

function parse<K extends keyof typeof schemas>(className: K, config: LayerConfig): z.infer<(typeof schemas)[K]> {
  const result = schemas[className].safeParse(config, inWords);
  if (result.success) return result.data as z.infer<(typeof schemas)[K]>;
  const [issue] = result.error.issues;
  const key = String(issue.path[0] ?? '');
  throw new InklingError(
    'model/unsupported',
    `${className} "${String(config.name ?? '')}": ${key} is ${shown(config[key])}, which Inkling cannot compute (${issue.message}). Export the model with a value that it can.`,
  );
}

function depthwiseOptions<T extends Omit<z.infer<(typeof schemas)['DepthwiseConv2D']>, 'kernel_size'>>({
  depth_multiplier,
  depthwise_regularizer,
  data_format,
  dilation_rate,
  ...rest
}: T) {
  const options = { depthMultiplier: depth_multiplier, depthwiseRegularizer: depthwise_regularizer };
  return { ...kernelOptions(rest), ...given(options) };
}

/** What a layer with a kernel and a bias is told, in our words. */
function kernelOptions<T extends KernelConfig>({ use_bias, kernel_regularizer, bias_regularizer, ...rest }: T) {
  const options = { useBias: use_bias, kernelRegularizer: kernel_regularizer, biasRegularizer: bias_regularizer };
  return { ...given(rest), ...given(options) };
}

interface KernelConfig {
  readonly use_bias?: boolean | undefined;
  readonly kernel_regularizer?: Regularizer | undefined;
  readonly bias_regularizer?: Regularizer | undefined;
}

/** The same object without what was not given, since options tell "absent" from "undefined". */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], null | undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], null | undefined> };
}
