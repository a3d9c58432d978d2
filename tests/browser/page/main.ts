import * as program from './embedding.js';

declare global {
  /** What the tests call in the page. */
  var embedding: typeof program;
}

globalThis.embedding = program;
