import { exitCode } from './exitCode.js';

/** Ctrl-C and `kill` end the process at once; files that are being written are removed on the way out. */
export function endOnSignals(): void {
  process.on('SIGINT', () => {
    process.stderr.write('\nstopped; what was not finished is not saved\n');
    process.exit(exitCode.stopped);
  });
  process.on('SIGTERM', () => process.exit(128 + 15));
  // Whoever reads our answer may stop early (`inkling predict *.png | head -1`).
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') process.exit(exitCode.done);
    process.stderr.write(
      `error: the answer cannot be written: ${cause.message}. Give standard output another place.\n`,
    );
    process.exit(exitCode.failed);
  });
}

/** Has Ctrl-C do something else: what was begun may be worth keeping. */
export function onCtrlC(handle: () => void): void {
  process.removeAllListeners('SIGINT').on('SIGINT', handle);
}
