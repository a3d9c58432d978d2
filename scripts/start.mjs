// The main job, as `npm start` runs it: train, evaluate, predict, each by the very command that it prints.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadBundled, readPixels } from '@inkling/node';
import { readPicture, statisticsFromBytes, steadyCoverage } from 'inkling';
import { loadKerasH5File } from 'inkling/formats';

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

// 8,500 digits are few: the robust recipe shows them askew, blurred and broken anew in each epoch.
const recipe = ['--recipe', 'robust', '--architecture', 'classic', '--epochs', '10', '--batch-size', '64'];
const training = ['--data', 'embedded', ...recipe];
await run('Train a network on 8,500 of the embedded digits of MNIST:', 'train', ...training, '--out', model);

const trained = await loadKerasH5File(await readFile(`${root}${model}`));
const statistics = statisticsFromBytes(trained.statistics);
const images = statistics.conformal.truths.length;
const coverage = steadyCoverage(images);
const reading = ['--coverage', String(coverage), '--out', figures];
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

/** What to say of the picture that shows no digit, where the network that was trained takes it for one. */
async function remarkOnNoDigit() {
  const path = 'examples/pictures/no-digit.jpg';
  const picture = await readPixels(await readFile(`${root}${path}`));
  const { reading: own } = await readPicture(trained.model, picture, { statistics, coverage });
  if (own.verdict === 'not-a-digit') return '';
  const bundled = await loadBundled();
  const { reading: better } = await readPicture(bundled.model, picture, bundled);
  const other = better.verdict === 'not-a-digit' ? 'refuses it' : `says "${better.sentence}"`;
  return `
Do not trust it with everything: ${path} shows no digit, and yet it says "${own.sentence}". 8,500
digits do not teach it well what is none; the model that comes along ${other}:
  npx inkling predict ${path}
`;
}

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
${await remarkOnNoDigit()}
Try next:
  npx inkling predict YOUR-PICTURE.jpg --model ${model} --coverage ${coverage}
    (${coverage} because only ${images} digits vouch for it: what they promise at most hangs on the strangest of them)
  npx inkling predict YOUR-PICTURE.jpg    with the model that comes along, trained on more
  npx inkling train --data FOLDER-WITH-MNIST --out better.h5
  npx inkling train --help`);
