import { figureEnvironment } from '@inkling/node';
import {
  type DisputedLabel,
  edgeCases,
  hardestImages,
  type ImageEvaluation,
  margin,
  percent,
  sideOf,
  thousands,
  votersSide,
} from 'inkling';
import { confusionFigure, digitGallery, type GalleryItem } from 'inkling/figures';
import type { EvaluationData } from './evaluationData.js';
import { mostConfused } from './mostConfused.js';

/** Images in a gallery. */
const shown = 32;

/**
 * Draws the confusion matrix, the hardest images, the edge cases, the most confused pairs, and disputed labels where there
 * are some: SVG by name.
 */
export function evaluationFigures(
  evaluation: ImageEvaluation,
  { images: data, disputed }: Pick<EvaluationData, 'images' | 'disputed'>,
): Record<string, string> {
  const environment = figureEnvironment();
  const answers = evaluation.readings.map(({ digits }) => digits[0]);
  const spreadOf = (index: number) => `spread ${percent(answers[index].spread)}`;
  const item = (index: number, note: string): GalleryItem => ({
    pixels28: data.images.subarray(index * 784, (index + 1) * 784),
    softmax: answers[index].probabilities,
    label: data.labels[index],
    note: `${thousands(index)}: ${note}`,
  });
  const hardest = hardestImages(evaluation, data, shown).map((index) => {
    const truth = data.labels[index];
    return item(index, `${truth} at ${percent(answers[index].probabilities[truth])}`);
  });
  const edges = edgeCases(evaluation, shown).map((index) =>
    item(index, `margin ${percent(margin(answers[index].probabilities))}, ${spreadOf(index)}`),
  );
  const confused = mostConfused(evaluation.confusion).flatMap(({ truth, read }) =>
    answers.flatMap(({ digit }, i) => (digit === read && data.labels[i] === truth ? [i] : [])),
  );
  const contested = disputed.filter((one) => isContested(one, answers[one.index].digit)).slice(0, shown);
  return {
    confusion: confusionFigure(evaluation.confusion, environment),
    hardest: digitGallery(hardest, environment, {
      title: 'The hardest images',
      subtitle: `${data.name}: those whose own digit the network finds least probable, worst first`,
    }),
    'edge-cases': digitGallery(edges, environment, {
      title: 'Between two digits',
      subtitle: `${data.name}: the smallest margin between the two most probable digits first`,
    }),
    confused: digitGallery(
      confused.slice(0, shown).map((index) => item(index, spreadOf(index))),
      environment,
      {
        title: 'The pairs that are confused most',
        subtitle: `${data.name}: the images behind the fullest cells of the confusion matrix`,
      },
    ),
    ...(contested.length > 0 && {
      disputed: digitGallery(
        contested.map((one) => item(one.index, verdictOfVoters(one))),
        environment,
        {
          title: 'Disputed labels',
          subtitle: `${data.name}: where the voters or the network do not hold with the label`,
        },
      ),
    }),
  };
}

function isContested(disputed: DisputedLabel, read: number): boolean {
  return votersSide(disputed) !== 'label' || sideOf(disputed, read) !== 'label';
}

/** `4 of 5 for 9` */
function verdictOfVoters(disputed: DisputedLabel): string {
  const { label, suggested, votes } = disputed;
  const all = votes.label + votes.suggested + votes.neither;
  const side = votersSide(disputed);
  if (side === undefined) return `${votes.label} voted ${label}, ${votes.suggested} voted ${suggested}`;
  const held = { label: String(label), suggested: String(suggested), neither: 'neither' }[side];
  return `${votes[side]} of ${all} voted ${held}`;
}
