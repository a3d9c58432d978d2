export { instantiate } from './instantiate.js';
export type { ActivationFunction, Conv2DShape, KernelName, Kernels, Pool2DShape } from './kernels.js';
export { ACTIVATION_FUNCTIONS, CONV2D_SHAPE_FIELDS, POOL2D_SHAPE_FIELDS } from './kernels.js';
export { ARENA_START, type KernelBuild, type KernelModule, loadKernels } from './module.js';
export {
  conv2dScratch,
  pooledConv2dScratch,
  suitsWinograd,
  winogradBackwardScratch,
  winogradScratch,
} from './scratch.js';
export { hasSharedMemory } from './sharedMemory.js';
