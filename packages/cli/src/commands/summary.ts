import type { Command } from 'commander';
import { Console } from '../console.js';
import { BUNDLED, loadModel } from '../models.js';
import { weightsSha256 } from '../trainingRecord.js';

export function describe(command: Command): void {
  command
    .argument('[file]', 'a model, as Keras or inkling train saved it', BUNDLED)
    .option('--json', 'as one JSON object')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', '\nExamples:\n  inkling summary\n  inkling summary mnist_model.h5')
    .action(summarize);
}

async function summarize(file: string, options: { json?: boolean; quiet?: boolean }): Promise<void> {
  const console = new Console(options);
  const { model, notes } = await loadModel(file);
  for (const note of notes) console.warn(note);
  if (!options.json) return console.print(model.summary());
  const { name, inputShape, outputShape, layers, trainableWeights } = model;
  const trainable = trainableWeights.reduce((sum, { values }) => sum + values.length, 0);
  console.printJson({
    name,
    inputShape,
    outputShape,
    parameters: model.countParams(),
    trainableParameters: trainable,
    weightsSha256: weightsSha256(model),
    layers: layers.map((layer) => ({
      name: layer.name,
      className: layer.className,
      outputShape: layer.outputShape,
      parameters: layer.countParams(),
    })),
  });
}
