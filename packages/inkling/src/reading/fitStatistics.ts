import {
  type ConfidenceStatistics,
  type ConformalScores,
  conformityScores,
  fitCalibration,
  type LabeledDistributions,
  smallestConformal,
  steadyCoverage,
} from '../confidence/index.js';
import { InklingError } from '../errors.js';
import type { Sequential } from '../model/sequential.js';
import { averagedPasses } from './averagedPasses.js';
import { fitDetector, type LabeledDigits } from './fitDetector.js';

/**
 * What statistics are fitted on.
 *
 * @example
 * const data: StatisticsData = { validation, training };
 */
export interface StatisticsData {
  /** 28×28 digits that the network was not trained on. */
  readonly validation: LabeledDigits;
  /** Those that it was trained on, or more digits like them: what digits look like to the network. */
  readonly training: LabeledDigits;
}

/**
 * Fits all that makes a model's answers honest: probabilities and prediction sets on validation digits as `readPicture` reads them,
 * and what tells digits from other things on training digits and on pictures of no digits that are drawn here. The same model and
 * data give the same statistics.
 *
 * @throws InklingError `data/invalid` where there is nothing to fit on, `model/wrong-input`, `model/not-finite`
 * @example
 * const statistics = await fitStatistics(model, { validation, training });
 * const { reading } = await readPicture(model, picture, { statistics });
 */
export async function fitStatistics(model: Sequential, data: StatisticsData): Promise<ConfidenceStatistics> {
  const { validation, training } = data;
  for (const [name, { images, labels }] of Object.entries({ validation, training })) {
    if (labels.length > 0 && images.length === 784 * labels.length) continue;
    throw new InklingError(
      'data/invalid',
      `fitStatistics: ${name} needs 28 × 28 images and a label for each. Received ${images.length} pixels and ${labels.length} labels. Give both of the same digits, at least one.`,
    );
  }
  const answers = await averagedPasses(model, validation.images);
  const labeled = { distributions: answers.map(({ probabilities }) => probabilities), labels: validation.labels };
  const { calibration, outOfFold } = fitCalibration(labeled);
  const conformal = conformalScores({ distributions: outOfFold, labels: validation.labels });
  const softmax = answers.map((answer) => answer.softmax);
  const detector = await fitDetector(model, { training, validation, softmax });
  return { calibration, conformal, detector };
}

function conformalScores(answers: LabeledDistributions): ConformalScores {
  const { distributions, labels } = answers;
  // By the strangest one of a few hundred truths alone the choice of a score would be chance, and wrong for every lower coverage.
  const { score } = smallestConformal(answers, steadyCoverage(labels.length));
  const ofTruths = distributions.map((p, i) => conformityScores(p, score)[labels[i]]);
  const order = Array.from(ofTruths.keys()).sort((a, b) => ofTruths[a] - ofTruths[b]);
  return {
    score,
    truths: Float64Array.from(order, (i) => ofTruths[i]),
    labels: Uint8Array.from(order, (i) => labels[i]),
  };
}
