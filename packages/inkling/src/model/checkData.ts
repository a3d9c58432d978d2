import { InklingError } from '../errors.js';
import type { Loss } from './compile.js';
import type { TrainingData } from './fit.js';
import type { Sequential } from './sequential.js';

/**
 * That data fit a model and its loss: whole samples, a label for each, of the kind that the loss wants.
 * @throws InklingError `training/invalid-argument`
 */
export function checkData(
  model: Sequential,
  data: TrainingData,
  loss: Loss | undefined,
  where: 'fit' | 'evaluate',
): void {
  const { images, labels, sampleWeights } = data;
  const { input, output } = model.network;
  const samples = images.length / input.size;
  const perSample = labels instanceof Float32Array ? output.size : 1;
  if (samples === 0 || !Number.isInteger(samples) || labels.length !== samples * perSample) {
    throw new InklingError(
      'training/invalid-argument',
      `${where} expects at least one sample of ${input.size} numbers (${model.inputShape.join(' × ')}), and for each a class or ${output.size} target numbers. Received ${images.length} numbers and ${labels.length} ${labels instanceof Float32Array ? 'target numbers' : 'labels'}.`,
    );
  }
  if (labels instanceof Float32Array) checkTargets(labels, loss);
  else checkClasses(labels, output.size);
  if (sampleWeights) checkWeights(sampleWeights, samples);
}

function checkTargets(labels: Float32Array, loss: Loss | undefined): void {
  const name = loss?.className ?? 'SparseCategoricalCrossentropy';
  if ((loss?.rule.targets ?? 'classes') === 'classes') {
    throw new InklingError(
      'training/invalid-argument',
      `${name} expects a class for each sample. Received target numbers (a Float32Array). Give the labels as a Uint8Array, or compile with CategoricalCrossentropy or MeanSquaredError.`,
    );
  }
  const wrong = labels.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  throw new InklingError(
    'training/invalid-argument',
    `${name} expects finite target numbers. Number ${wrong} is ${labels[wrong]}. Correct the targets.`,
  );
}

function checkClasses(labels: Uint8Array, outputs: number): void {
  // A single output is taught the label itself.
  const wrong = outputs === 1 ? -1 : labels.findIndex((label) => label >= outputs);
  if (wrong < 0) return;
  throw new InklingError(
    'training/invalid-argument',
    `Labels must be below ${outputs}, the size of the network's output. Label ${wrong} is ${labels[wrong]}. Give the last layer more units, or correct the labels.`,
  );
}

function checkWeights(weights: Float32Array, samples: number): void {
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (weights.length === samples && wrong < 0) return;
  throw new InklingError(
    'training/invalid-argument',
    `sampleWeights must hold a number, at least 0, for each of the ${samples} samples. Received ${weights.length} numbers${wrong < 0 ? '' : `, of which number ${wrong} is ${weights[wrong]}`}.`,
  );
}
