import './relaxedSimd.js';

export * from './data/index.js';
export { figureEnvironment } from './figures/figureEnvironment.js';
export { svgToPng } from './figures/svgToPng.js';
export * from './files/index.js';
export { inspectMachine, type Machine } from './machine.js';
export { loadBundled } from './models/bundled.js';
export { loadKnownDigits } from './models/knownDigits.js';
export * from './pictures/index.js';
export { useThreads } from './threads.js';
