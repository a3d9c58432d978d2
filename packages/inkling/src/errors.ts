/**
 * Every error that Inkling raises on purpose, by its stable code.
 *
 * @example
 * const code: ErrorCode = 'picture/unreadable';
 */
export type ErrorCode =
  // pictures
  | 'picture/missing'
  | 'picture/empty'
  | 'picture/unreadable'
  | 'picture/too-large'
  | 'picture/zero-size'
  | 'picture/not-28x28'
  // data
  | 'data/missing'
  | 'data/invalid'
  | 'data/download-failed'
  // model files
  | 'model/missing'
  | 'model/none-yet'
  | 'model/not-hdf5'
  | 'model/not-keras'
  | 'model/unsupported'
  | 'model/not-finite'
  | 'model/wrong-input'
  // architectures
  | 'architecture/missing'
  | 'architecture/invalid'
  // the network
  | 'layer/invalid-argument'
  | 'layer/invalid-input'
  | 'training/invalid-argument'
  | 'training/not-compiled'
  | 'training/diverged'
  | 'threads/failed'
  // trainings that were stopped
  | 'resume/missing'
  | 'resume/invalid'
  | 'resume/other-settings'
  // files
  | 'file/not-writable'
  | 'file/in-the-way'
  | 'usage/invalid';

/**
 * An error that a person can act on: its message says what was expected, what came and what to do.
 * `code` never changes between versions, so programs may switch on it.
 *
 * @example
 * try {
 *   parseIdx(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof InklingError) console.log(error.code); // data/invalid
 * }
 */
export class InklingError extends Error {
  override readonly name = 'InklingError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
