export { Activation, type ActivationOptions } from './activation.js';
export { ACTIVATION_NAMES, type ActivationName } from './activations.js';
export { AveragePooling2D, type AveragePooling2DOptions } from './averagePooling2D.js';
export { BatchNormalization, type BatchNormalizationOptions } from './batchNormalization.js';
export { Conv2D, type Conv2DOptions } from './conv2D.js';
export { Dense, type DenseOptions } from './dense.js';
export { DepthwiseConv2D, type DepthwiseConv2DOptions } from './depthwiseConv2D.js';
export { Dropout, type DropoutOptions } from './dropout.js';
export { ELU, type ELUOptions } from './elu.js';
export { Flatten } from './flatten.js';
export { GlobalAveragePooling2D, type GlobalAveragePooling2DOptions } from './globalAveragePooling2D.js';
export { GlobalMaxPooling2D, type GlobalMaxPooling2DOptions } from './globalMaxPooling2D.js';
export { InputLayer, type InputLayerOptions } from './inputLayer.js';
export {
  Layer,
  type LayerConfig,
  type LayerOptions,
  type Shape,
  type Weight,
  type WeightDescription,
} from './layer.js';
export { LAYER_CLASS_NAMES, layerFromConfig } from './layerFromConfig.js';
export { LeakyReLU, type LeakyReLUOptions } from './leakyReLU.js';
export { MaxPooling2D, type MaxPooling2DOptions } from './maxPooling2D.js';
export { L1, L1L2, L2, type Regularizer } from './regularizers.js';
export { ReLU, type ReLUOptions } from './relu.js';
export { Reshape, type ReshapeOptions } from './reshape.js';
export { SeparableConv2D, type SeparableConv2DOptions } from './separableConv2D.js';
export { Softmax, type SoftmaxOptions } from './softmax.js';
export type { Padding, Pair } from './windows.js';
export { ZeroPadding2D, type ZeroPadding2DOptions } from './zeroPadding2D.js';
