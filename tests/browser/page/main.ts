import * as program from './embedding.js';
import { useWorkers as workers } from './useWorkers.js';

declare global {
  /** What the tests call in the page. */
  var embedding: typeof program;
  var useWorkers: typeof workers;
}

globalThis.embedding = program;
globalThis.useWorkers = workers;
