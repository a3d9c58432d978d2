import { figureEnvironment } from '@inkling/node';
import {
  type DisputedLabel,
  type EdgeCaseMeasure,
  hardestImages,
  type ImageEvaluation,
  percent,
  sideOf,
  thousands,
  votersSide,
} from 'inkling';
import { confusionFigure, digitGallery, type GalleryItem } from 'inkling/figures';
import { IN_GALLERY, type LabeledEdgeCase } from './evaluated.js';
import type { EvaluationData } from './evaluationData.js';
import { mostConfused } from './mostConfused.js';

/** What the gallery of edge cases is called, and what is said of its order. */
const RANKED: Readonly<Record<EdgeCaseMeasure, readonly [title: string, order: string]>> = {
  margin: ['Between two digits', 'the smallest margin between the two most probable digits first'],
  entropy: ['Between many digits', 'the highest entropy of the probabilities first'],
  spread: ['Decided by little', 'those whose answer changes most with small changes of the image first'],
};

/** What notes tell, in the words of the galleries' keys. */
const NUMBER = 'number in the data';
const SPREAD = 'spread under small changes';

/**
 * Draws the confusion matrix, the hardest images, the edge cases, the most confused pairs, and disputed labels where there
 * are some: SVG by name.
 */
export function evaluationFigures(
  evaluation: ImageEvaluation,
  { images: data, disputed }: Pick<EvaluationData, 'images' | 'disputed'>,
  { edges, rank }: { edges: readonly LabeledEdgeCase[]; rank: EdgeCaseMeasure },
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
  const hardest = hardestImages(evaluation, data, IN_GALLERY).map((index) => {
    const truth = data.labels[index];
    return item(index, `${truth} at ${percent(answers[index].probabilities[truth])}`);
  });
  const between = edges.map(({ index, margin, entropy, spread }) =>
    item(index, `margin ${percent(margin)}, ${entropy.toFixed(2)} bits, spread ${percent(spread)}`),
  );
  const [edgesTitle, edgesOrder] = RANKED[rank];
  const confused = mostConfused(evaluation.confusion).flatMap(({ truth, read }) =>
    answers.flatMap(({ digit }, i) => (digit === read && data.labels[i] === truth ? [i] : [])),
  );
  const contested = disputed.filter((one) => isContested(one, answers[one.index].digit)).slice(0, IN_GALLERY);
  return {
    confusion: confusionFigure(evaluation.confusion, environment),
    hardest: digitGallery(hardest, environment, {
      title: 'The hardest images',
      subtitle: `${data.name}: those whose own digit the network finds least probable, worst first`,
      noteKey: `${NUMBER}, and the probability of what it really is`,
    }),
    'edge-cases': digitGallery(between, environment, {
      title: edgesTitle,
      subtitle: `${data.name}: ${edgesOrder}`,
      noteKey: `${NUMBER}, margin to the runner-up, entropy (0 to 3.32 bits), ${SPREAD}`,
    }),
    confused: digitGallery(
      confused.slice(0, IN_GALLERY).map((index) => item(index, spreadOf(index))),
      environment,
      {
        title: 'The pairs that are confused most',
        subtitle: `${data.name}: the images behind the fullest cells of the confusion matrix`,
        noteKey: `${NUMBER}, and ${SPREAD}`,
      },
    ),
    ...(contested.length > 0 && {
      disputed: digitGallery(
        contested.map((one) => item(one.index, verdictOfVoters(one))),
        environment,
        {
          title: 'Disputed labels',
          subtitle: `${data.name}: where the voters or the network do not hold with the label`,
          noteKey: `${NUMBER}, and how people voted on what it is`,
          labelKey: 'its label',
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
