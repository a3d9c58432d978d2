import { softmax } from '../confidence/index.js';
import { InklingError } from '../errors.js';
import { sizeOf } from '../layers/layer.js';
import type { Sequential } from '../model/sequential.js';

const digits = 10;
const pixels = 28 * 28;
/** How far a float32 softmax's sum may be from 1. */
const SUM_TOLERANCE = 1e-3;

/**
 * What the network says about 28×28 digits: for each of them ten probabilities that sum to 1. Where the model ends
 * without softmax (trained `from_logits`), it is applied here.
 *
 * @param images `[n × 784]`, 0 ground .. 255 ink; at least one.
 * @throws InklingError `model/wrong-input` if the model does not take 28×28 grey pictures, does not tell ten digits apart, or
 *   ends in something else than softmax or logits, `model/not-finite` if its answer is not a number.
 * @example
 * const [distribution] = await predictSoftmax(model, pixels28); // ten probabilities
 */
export async function predictSoftmax(model: Sequential, images: Uint8Array): Promise<number[][]> {
  checkDigitModel(model);
  const outputs = await model.predict(images);
  const isLogits = endsInLogits(model);
  return Array.from({ length: outputs.length / digits }, (_, i) => {
    const row = Array.from(outputs.subarray(i * digits, (i + 1) * digits));
    if (!row.every(Number.isFinite)) {
      throw new InklingError(
        'model/not-finite',
        'The model answers with NaN or infinity. Its weights are broken: train it again.',
      );
    }
    return isLogits ? softmax(row) : checkDistribution(row);
  });
}

/**
 * Whether a model leaves the softmax to whoever asks it (trained `from_logits`).
 *
 * @example
 * endsInLogits(model); // false
 */
export function endsInLogits({ layers }: Pick<Sequential, 'layers'>): boolean {
  return layers.at(-1)?.getConfig().activation === 'linear';
}

/** Ten sigmoids are ten answers to ten questions; nothing that is said of a distribution is true of them. */
function checkDistribution(row: number[]): number[] {
  const sum = row.reduce((total, p) => total + p, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE && row.every((p) => p >= 0)) return row;
  throw new InklingError(
    'model/wrong-input',
    `Expected ten probabilities that sum to 1, as of a model that ends in softmax (or in logits). This model's ten numbers sum to ${Number(sum.toPrecision(4))}. Give its last layer activation "softmax" and train it again.`,
  );
}

/**
 * Makes sure that a model can read digits.
 *
 * @throws InklingError `model/wrong-input` unless the model takes 28×28 grey pictures and tells ten digits apart.
 * @example
 * checkDigitModel(model);
 */
export function checkDigitModel({ inputShape, outputShape }: Pick<Sequential, 'inputShape' | 'outputShape'>): void {
  const size = sizeOf(inputShape);
  // [28, 28, 1], [28, 28] and [784] are the same numbers in the same order.
  if (size !== pixels || !inputShape.every((side) => [1, 28, pixels].includes(side))) {
    throw new InklingError(
      'model/wrong-input',
      `The model takes inputs of ${inputShape.join(' × ')}; digits are 28 × 28 × 1. Use a model that was trained on MNIST's pictures.`,
    );
  }
  if (outputShape.length !== 1 || outputShape[0] !== digits) {
    throw new InklingError(
      'model/wrong-input',
      `The model puts out ${outputShape.join(' × ')} numbers; digits need 10, one for each. Use a model of the ten digits.`,
    );
  }
}
