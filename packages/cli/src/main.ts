import { Console } from './console.js';
import { exitCode } from './exitCode.js';
import { run } from './run.js';
import { endOnSignals } from './signals.js';

process.on('uncaughtException', (cause) => {
  new Console().error(cause);
  process.exit(exitCode.failed);
});
endOnSignals();
process.exitCode = await run(process.argv.slice(2));
