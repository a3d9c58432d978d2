// The main job, as `npm start` runs it: train, evaluate, predict, each by the very command that it prints.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inkling = fileURLToPath(new URL('../packages/cli/bin/inkling.js', import.meta.url));
const model = 'out/mnist_model.h5';
const figures = 'out/figures';

/** Runs a command of inkling after printing it; ends this script with its exit code unless it succeeds. */
async function run(title, ...args) {
  console.log(`\n${title}\n$ npx inkling ${args.join(' ')}\n`);
  const child = spawn(process.execPath, [inkling, ...args], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
  if (code !== 0) process.exit(code ?? 1);
}

// The terminal sends Ctrl-C to the command as well; it says what there is to say.
process.on('SIGINT', () => undefined);

await run('Train a network on 8,500 of the embedded digits of MNIST:', 'train', '--epochs', '16', '--out', model);
await run('Measure it on 1,000 digits that it has never seen:', 'evaluate', '--model', model, '--out', figures);
await run('Let it read pictures:', 'predict', 'examples/pictures', '--model', model, '--out', figures);

console.log(`
The model is ${model}: Keras opens it with load_model. The figures are in ${figures}:
  examples' readings *-inkling.png, confusion.png, hardest.png, edge-cases.png; the learning curves are out/mnist_model-training.png.

Try next:
  npx inkling predict YOUR-PICTURE.jpg --model ${model}
  npx inkling train --data FOLDER-WITH-MNIST --out better.h5
  npx inkling train --help`);
