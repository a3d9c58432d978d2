import { Command, CommanderError } from 'commander';
import { Console } from './console.js';
import { exitCode, exitCodeOf } from './exitCode.js';
import { isFailed } from './failed.js';
import { isStopped } from './stopped.js';
import { version } from './version.js';

/** Each command lies in a bundle of its own, which is loaded only when it is asked for. */
type Describe = (command: Command) => void;

/** The commands, in the order of a newcomer's day. */
const commands: readonly { name: string; description: string; load: () => Promise<{ describe: Describe }> }[] = [
  {
    name: 'train',
    description: 'train a network on handwritten digits and keep it as a Keras .h5 file',
    load: () => import('./commands/train.js'),
  },
  {
    name: 'predict',
    description: 'read the digit in pictures, and show how sure the network is of each of the ten',
    load: () => import('./commands/predict.js'),
  },
  {
    name: 'evaluate',
    description: 'measure a model on images whose digits are known, and show where it fails',
    load: () => import('./commands/evaluate.js'),
  },
  {
    name: 'calibrate',
    description: 'make the answers of a model honest, and teach it what is no digit',
    load: () => import('./commands/calibrate.js'),
  },
  {
    name: 'summary',
    description: "print a model's layers, shapes and parameters",
    load: () => import('./commands/summary.js'),
  },
  {
    name: 'data',
    description: 'fetch MNIST, or tell what a folder of digits holds',
    load: () => import('./commands/data.js'),
  },
  {
    name: 'doctor',
    description: 'what this machine offers, and what the kernels make of it',
    load: () => import('./commands/doctor.js'),
  },
];

/**
 * Runs the command line.
 *
 * @param args Without node and script.
 * @returns The exit code.
 */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('inkling')
    .description('Train a digit recogniser, read any picture of a digit, and see how sure the answer is.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', examples);
  for (const { name, description, load } of commands) {
    const command = program.command(name).description(description).helpOption('-h, --help', 'show this help');
    if (args.includes(name)) (await load()).describe(command);
  }
  for (const command of withSubcommands(program)) {
    command.exitOverride().showSuggestionAfterError().configureHelp({ helpWidth: 100 });
  }
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return exitCode.usage;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode.done;
  } catch (cause) {
    const quiet = args.includes('--quiet') || args.includes('-q');
    if (!(cause instanceof CommanderError)) return report(cause, quiet);
    // Commander has printed the error, or the help that was asked for.
    if (cause.exitCode === 0) return exitCode.done;
    const name = args.find((arg) => commands.some((command) => command.name === arg));
    new Console({ quiet }).hint(`inkling ${name ? `${name} ` : ''}--help tells what can be given`);
    return exitCode.usage;
  }
}

/** A command, its subcommands and theirs. */
function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function report(cause: unknown, quiet: boolean): number {
  if (isFailed(cause)) return exitCode.failed;
  if (isStopped(cause)) return exitCode.stopped;
  new Console({ quiet }).error(cause);
  return exitCodeOf(cause);
}

const examples = `
Examples:
  inkling train                                          10,000 embedded digits, mnist_model.h5
  inkling predict photo.jpg --model mnist_model.h5       bars here, photo-inkling.png beside them
  inkling evaluate --model mnist_model.h5 --out figures  confusion matrix, hardest images, edge cases`;
