export * from './confidence/index.js';
export * from './data/index.js';
export {
  canShareMemory,
  setThreadPool,
  ThreadPool,
  type ThreadPoolOptions,
  type ThreadWorker,
} from './engine/threads/index.js';
export { type ErrorCode, InklingError } from './errors.js';
// What figures need and what the terminal shows, without the charts' library, which 'inkling/figures' brings.
export { sideBySide } from './figures/sideBySide.js';
export { svgDocument } from './figures/svgDocument.js';
export { type TerminalBarsOptions, terminalBars } from './figures/terminalBars.js';
export { terminalDigit } from './figures/terminalDigit.js';
export * from './image/index.js';
export { type KernelBuild, loadKernels } from './kernels/index.js';
export * from './layers/index.js';
export * from './model/index.js';
export { Random } from './random.js';
export * from './reading/index.js';
export { thousands } from './thousands.js';
export * from './training/index.js';
