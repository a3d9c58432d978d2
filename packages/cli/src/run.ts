import { Command, CommanderError } from 'commander';
import { Console } from './console.js';
import { exitCode, exitCodeOf } from './exitCode.js';
import { Failed } from './failed.js';
import { version } from './version.js';

/** The commands, in the order of a newcomer's day. Each lies in a file that is loaded only when it is asked for. */
const commands: readonly { name: string; description: string; load: () => Promise<Command> }[] = [
  {
    name: 'train',
    description: 'train a network on handwritten digits and keep it as a Keras .h5 file',
    load: async () => (await import('./commands/train.js')).trainCommand(),
  },
  {
    name: 'predict',
    description: 'read the digit in pictures, and show how sure the network is of each of the ten',
    load: async () => (await import('./commands/predict.js')).predictCommand(),
  },
  {
    name: 'evaluate',
    description: 'measure a model on images whose digits are known, and show where it fails',
    load: async () => (await import('./commands/evaluate.js')).evaluateCommand(),
  },
  {
    name: 'summary',
    description: "print a model's layers, shapes and parameters",
    load: async () => (await import('./commands/summary.js')).summaryCommand(),
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
    const command = args.includes(name) ? await load() : new Command(name);
    program.addCommand(command.description(description).helpOption('-h, --help', 'show this help'));
  }
  for (const command of [program, ...program.commands]) {
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
    if (!(cause instanceof CommanderError)) return report(cause);
    // Commander has printed the error, or the help that was asked for.
    if (cause.exitCode === 0) return exitCode.done;
    const name = args.find((arg) => commands.some((command) => command.name === arg));
    new Console().hint(`inkling ${name ? `${name} ` : ''}--help tells what can be given`);
    return exitCode.usage;
  }
}

function report(cause: unknown): number {
  if (cause instanceof Failed) return exitCode.failed;
  new Console().error(cause);
  return exitCodeOf(cause);
}

const examples = `
Examples:
  inkling train                                          10,000 embedded digits, mnist_model.h5
  inkling predict photo.jpg --model mnist_model.h5       bars here, photo-inkling.png beside them
  inkling evaluate --model mnist_model.h5 --out figures  confusion matrix, hardest images, edge cases`;
