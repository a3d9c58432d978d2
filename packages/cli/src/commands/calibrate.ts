import { checkWritable, useThreads, writeFileAtomic } from '@inkling/node';
import type { Command } from 'commander';
import {
  checkDigitModel,
  fitStatistics,
  InklingError,
  type LabeledImages,
  notTrainedOn,
  type SplitRecord,
  splitData,
  statisticsToBytes,
  takeImages,
  thousands,
} from 'inkling';
import { saveKerasH5 } from 'inkling/formats';
import { Console } from '../console.js';
import { dataPlace, loadTrainingData } from '../data.js';
import { BUNDLED, readModelFile } from '../models.js';
import { tellReading } from '../pictureProgress.js';
import { statisticsJson, tellStatistics } from '../statisticsReport.js';
import { splitOf, trainingsOf } from '../trainingRecord.js';

interface CalibrateOptions {
  readonly model: string;
  readonly data?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  command
    .requiredOption('--model <file>', 'the model, as inkling train or Keras saved it')
    .option('--data <folder>', "MNIST's files, pictures in folders 0 to 9, or `embedded` (default: embedded)")
    .option('--out <file>', 'where the model goes (default: the same file)')
    .option('--json', 'as one JSON object')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', examples)
    .action(calibrate);
}

async function calibrate(options: CalibrateOptions): Promise<void> {
  const console = new Console(options);
  const { model: path, out = path } = options;
  if (path === BUNDLED) {
    throw new InklingError(
      'usage/invalid',
      'The model that comes along is calibrated already. Name the file of another.',
    );
  }
  await checkWritable(out);
  useThreads();
  const { model, record, notes } = await readModelFile(path);
  for (const note of notes) console.note(note);
  checkDigitModel(model);

  const all = await loadTrainingData(dataPlace(options.data), tellReading(console));
  const trainings = trainingsOf(record);
  if (trainings.length === 0) console.note(`${path} does not say which images it was trained on`);
  const split = splitData(all.labels, splitOf(all, trainings));
  const validation = takeImages(all, unseen(all, split.validation, trainings), 'validation');
  if (validation.count < split.validation.length) {
    const left = thousands(split.validation.length - validation.count);
    console.note(`${left} of ${thousands(split.validation.length)} images are left out: the model was trained on them`);
  }
  const training = takeImages(all, split.train, 'training');
  const statistics = await fitStatistics(model, { validation, training });
  const kept = statisticsToBytes(statistics);
  await writeFileAtomic(out, await saveKerasH5(model, { record, statistics: kept }));
  if (options.json) console.printJson({ model: out, ...statisticsJson(statistics), bytes: kept.length });
  else tellStatistics((line) => console.print(line), statistics);
  if (!options.json) console.print(`saved ${out}`);
}

/** @throws InklingError `data/invalid` where the model was trained on all of them: its answers to those would seem better than they are. */
function unseen(all: LabeledImages, indices: Int32Array, trainings: readonly SplitRecord[]): Int32Array {
  const left = notTrainedOn(trainings, all.labels, indices);
  if (left.length > 0) return left;
  const found =
    indices.length === 0
      ? `${all.name} has no images to calibrate on.`
      : `The model was trained on all ${thousands(indices.length)} images of ${all.name} that would calibrate it.`;
  throw new InklingError('data/invalid', `${found} Name other digits with --data, or the data that it was trained on.`);
}

const examples = `
Fits what makes answers honest (calibrated probabilities, prediction sets, whether something is a digit at all) on images that the
model was not trained on, and keeps it in the model's file, where Keras ignores it. inkling train does so at its end.

Examples:
  inkling calibrate --model mnist_model.h5
  inkling calibrate --model theirs.h5 --data mnist --out calibrated.h5`;
