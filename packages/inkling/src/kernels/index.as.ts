export { activationBackward, activationForward } from './activations.as';
export { adam } from './adam.as';
export {
  batchMoments,
  batchNormalizationBackward,
  batchNormalizationGradients,
  batchNormalizationScale,
  batchNormalizationSums,
  batchStatistics,
  inverseDeviation,
  scaleChannels,
} from './batchNormalization.as';
export { matmulBlank, matmulBlankTransposed } from './blankInputs.as';
export { packByOutput, unpackByOutput } from './byOutput.as';
export { conv2dBackwardInput, conv2dBackwardWeights, conv2dForward } from './conv2d.as';
export { averageWeights, decayWeights } from './decay.as';
export {
  depthwiseConv2dBackwardInput,
  depthwiseConv2dBackwardWeights,
  depthwiseConv2dForward,
  repeatElements,
  sumRepeated,
} from './depthwiseConv2d.as';
export { dropoutBackward, dropoutForward } from './dropout.as';
export {
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  tanhBackward,
  tanhForward,
} from './elementwise.as';
export { matmul, packPanels } from './matmul.as';
export { meanSquaredError } from './meanSquaredError.as';
export { copyColumns, fill, gatherFloats, gatherPixels } from './memory.as';
export {
  normalizedRelu,
  normalizedReluBackward,
  normalizedReluPool,
  normalizedReluPoolBackward,
  normalizedReluPoolSums,
  normalizedReluSums,
} from './normalizedRelu.as';
export { cropRows, padRows } from './padding.as';
export { pooledConv2dBackward, pooledConv2dForward } from './pooledConv2d.as';
export { averagePool2dBackward, averagePool2dForward, maxPool2dBackward, maxPool2dForward } from './pooling.as';
export { columnSums, sumShards } from './reduce.as';
export { regularize } from './regularize.as';
export { rmsprop } from './rmsprop.as';
export { sgd, sgdMomentum } from './sgd.as';
export {
  logSoftmaxBackward,
  logSoftmaxForward,
  softmaxBackward,
  softmaxCrossEntropy,
  softmaxCrossEntropyDense,
  softmaxForward,
} from './softmax.as';
export { packWinograd5, turnKernel, winograd5Conv2dForward, winograd5PooledConv2dForward } from './winograd5.as';
export { winograd5Conv2dBackwardWeights } from './winograd5Backward.as';

/** The first byte above the compiler's own data, for the test of ARENA_START. */
export function staticEnd(): usize {
  return __heap_base;
}
