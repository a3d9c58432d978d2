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

// 8,500 digits are few: seen askew, blurred and broken anew in each epoch, as the robust recipe does it, they are enough for 98.5 %.
const recipe = ['--recipe', 'robust', '--architecture', 'classic', '--epochs', '10', '--batch-size', '64'];
const training = ['--data', 'embedded', ...recipe];
await run('Train a network on 8,500 of the embedded digits of MNIST:', 'train', ...training, '--out', model);
// 500 validating digits, of which five or six are misread, cannot vouch for more: for 99 % sets would have to hold nearly everything.
const reading = ['--coverage', '0.98', '--out', figures];
await run(
  'Measure it on 1,000 digits that it has never seen:',
  'evaluate',
  '--data',
  'embedded',
  '--model',
  model,
  ...reading,
);
await run('Let it read pictures:', 'predict', 'examples/pictures', '--model', model, ...reading);

console.log(`
The model is ${model}: Keras opens it with load_model. What to look at:
  out/mnist_model-training.png     how it learned
  ${figures}/confusion.png        which digit is taken for which
  ${figures}/hardest.png          the digits that it understands least
  ${figures}/edge-cases.png       the digits between two, such as 4 and 9
  ${figures}/confused.png         the digits behind the pairs that are confused most
  ${figures}/reliability.png      whether it is right as often as it says
  ${figures}/risk-coverage.png    how many errors remain when it may refuse
  ${figures}/*-inkling.png        each picture of examples/pictures, as the network saw it

Try next:
  npx inkling predict YOUR-PICTURE.jpg --model ${model}
  npx inkling train --data FOLDER-WITH-MNIST --out better.h5
  npx inkling train --help`);
