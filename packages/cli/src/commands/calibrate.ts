import { checkWritable, useThreads, writeFileAtomic } from '@inkling/node';
import type { Command } from 'commander';
import {
  checkDigitModel,
  describeSplit,
  fitStatistics,
  InklingError,
  type LabeledImages,
  type SplitRecord,
  splitData,
  statisticsToBytes,
  takeImages,
} from 'inkling';
import { saveKerasH5 } from 'inkling/formats';
import { Console } from '../console.js';
import { dataPlace, loadTrainingData } from '../data.js';
import { BUNDLED, readModelFile } from '../models.js';
import { tellReading } from '../pictureProgress.js';
import { statisticsJson, tellStatistics } from '../statisticsReport.js';
import { trainingsOf } from '../trainingRecord.js';

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
  const split = splitData(all.labels, splitOf(all, trainingsOf(record)));
  const validation = takeImages(all, split.validation, 'validation');
  const training = takeImages(all, split.train, 'training');
  const statistics = await fitStatistics(model, { validation, training });
  const kept = statisticsToBytes(statistics);
  await writeFileAtomic(out, await saveKerasH5(model, { record, statistics: kept }));
  if (options.json) console.printJson({ model: out, ...statisticsJson(statistics), bytes: kept.length });
  else tellStatistics((line) => console.print(line), statistics);
  if (!options.json) console.print(`saved ${out}`);
}

/** As the model's own last training on these data told who validates, or as a training by default would. */
function splitOf(all: LabeledImages, trainings: readonly SplitRecord[]): SplitRecord {
  const usual = describeSplit(all, 1);
  return trainings.findLast(({ source, count }) => source === usual.source && count === all.count) ?? usual;
}

const examples = `
Fits what makes answers honest (calibrated probabilities, prediction sets, whether something is a digit at all) on images that the
model was not trained on, and keeps it in the model's file, where Keras ignores it. inkling train does so at its end.

Examples:
  inkling calibrate --model mnist_model.h5
  inkling calibrate --model theirs.h5 --data mnist --out calibrated.h5`;
