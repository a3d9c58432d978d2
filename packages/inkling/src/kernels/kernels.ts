import type { ActivationKernels } from './activationKernels.js';
import type { ConvolutionKernels } from './convolutionKernels.js';
import type { LossKernels } from './lossKernels.js';
import type { MatrixKernels } from './matrixKernels.js';
import type { MemoryKernels } from './memoryKernels.js';
import type { NormalizationKernels } from './normalizationKernels.js';
import type { OptimizerKernels } from './optimizerKernels.js';
import type { PoolingKernels } from './poolingKernels.js';

export { ACTIVATION_FUNCTIONS, type ActivationFunction } from './activationKernels.js';
export { CONV2D_SHAPE_FIELDS, type Conv2DShape } from './convolutionKernels.js';
export { POOL2D_SHAPE_FIELDS, type Pool2DShape } from './poolingKernels.js';

/**
 * The kernels of one instance. Buffers are byte addresses in its memory, 16-byte aligned where a buffer starts; 64 bytes
 * behind each may be read, but nothing is written there. Counts, sizes and strides are in elements. All numbers are
 * float32 unless said otherwise; pictures are NHWC and convolution kernels HWIO, as Keras keeps them. A `shape` is the
 * address of a record as `CONV2D_SHAPE_FIELDS` or `POOL2D_SHAPE_FIELDS` orders it. Nothing is checked: callers know.
 */
export interface Kernels
  extends MatrixKernels,
    ConvolutionKernels,
    PoolingKernels,
    ActivationKernels,
    NormalizationKernels,
    LossKernels,
    OptimizerKernels,
    MemoryKernels {}

export type KernelName = keyof Kernels;
